import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { applicationJsonSchema } from '../../src/model/json-schema.js';
import { applicationWith, get, newId, pdf, post, postRaw, startReceiver } from './receiver.js';
import type { Answer } from './receiver.js';

const contract = JSON.parse(
  readFileSync(new URL('../../docs/examples/receiver/openapi.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
ajv.addFormat(
  'date-time',
  (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !isNaN(Date.parse(text)),
);
ajv.addFormat('uuid', /^[0-9a-f-]{36}$/i);
ajv.addVocabulary(['example', 'openapi', 'info', 'paths', 'components']);
const applicationSchema = applicationJsonSchema();
ajv.addSchema(applicationSchema, 'https://interest-letter.example/schema/application-1.schema.json');
ajv.addSchema(contract, 'contract');

type Json = Record<string, unknown>;
const resolve = (node: Json): Json => {
  const { $ref } = node;
  if (typeof $ref !== 'string') return node;
  return $ref
    .slice(2)
    .split('/')
    .reduce((inner, name) => inner[name] as Json, contract);
};
const pointer = (...steps: string[]) =>
  `contract#/${steps.map((step) => step.replaceAll('/', '~1')).join('/')}`;

const heard = new Set<string>();

/** The answer is one that the contract has for this operation, with its headers, and its body is as described. */
function fits(path: string, method: string, { status, headers, body }: Answer): void {
  const operation = contract.paths[path][method];
  const given = operation.responses[String(status)];
  assert.ok(given, `${method} ${path} may not answer ${status}`);
  const response = resolve(given);
  for (const [name, header] of Object.entries(
    (response['headers'] ?? {}) as Record<string, { schema: Json }>,
  )) {
    const value = headers.get(name);
    assert.ok(value !== null, `${status} has no ${name}`);
    assert.ok(ajv.validate(header.schema, Number(value)), `${name}: ${value}`);
  }
  assert.ok(headers.get('Date'));
  heard.add(`${method} ${path} ${status}`);
  if (!response['content']) return assert.equal(body, undefined);
  assert.match(headers.get('Content-Type') ?? '', /^application\/json/);
  const schema = (response['content'] as Record<string, { schema: Json }>)['application/json']?.schema;
  const where = schema?.['$ref'];
  const validate = ajv.compile(typeof where === 'string' ? { $ref: `contract${where}` } : (schema as Json));
  assert.ok(validate(body), `${status}: ${JSON.stringify(validate.errors)}`);
}

describe('the HTTP contract for other languages', () => {
  it('says what the receiver answers, and nothing that it does not', async (t) => {
    const receiver = await startReceiver(t, { maxApplication: 50_000, idleTimeout: 200 });
    const { url } = receiver;
    const application = applicationWith([pdf('x')]);
    const id = application.applicationId;
    const key = { 'Idempotency-Key': `${id}-1` };
    const posted = (answer: Answer) => fits('/applications', 'post', answer);
    const asked = (answer: Answer) => fits('/applications/{applicationId}/receipt', 'get', answer);

    posted(await post(receiver, application, [pdf('x')]));
    posted(await post(receiver, application, [pdf('x')]));
    posted(await post(receiver, applicationWith(), [], { key: 'none' }));
    posted(await postRaw(receiver, ' '.repeat(60_000), { ...key, 'Content-Type': 'application/json' }));
    posted(await postRaw(receiver, 'x', { ...key, 'Content-Type': 'text/plain' }));
    posted(await post(receiver, applicationWith([], { callId: 'x', extra: [{}] })));
    const stalling = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) });
    const stalled = await fetch(`${url}/applications`, {
      method: 'POST',
      headers: { ...key, 'Content-Type': 'application/json' },
      body: stalling,
      duplex: 'half',
    } as RequestInit);
    posted({ status: stalled.status, headers: stalled.headers, body: await stalled.json() });
    asked(await get(`${url}/applications/${id}/receipt?key=${id}-1`));
    asked(await get(`${url}/applications/${id}/receipt?key=${id}-2`));
    fits('/health', 'get', await get(`${url}/health`));
    const { status: told, headers } = await fetch(`${url}/applications`, { method: 'HEAD' });
    fits('/applications', 'head', { status: told, headers, body: undefined });

    const late = await startReceiver(t, {
      calls: [{ id: application.callId, submissionDeadline: '2020-01-01T00:00:00Z', late: 'allow' }],
    });
    posted(await post(late, applicationWith(), [], { headers: { 'Queued-At': '2026-01-01T00:00:00Z' } }));

    const limited = await startReceiver(t, { postsPerMinute: 1 });
    for (let count = 0; count < 2; count += 1) {
      posted(await post(limited, applicationWith()));
      const other = newId();
      asked(await get(`${limited.url}/applications/${other}/receipt?key=${other}-1`));
    }

    let broken = false;
    const failing = await startReceiver(t, {
      now: () => {
        if (broken) throw new Error('no time');
        return Date.now();
      },
    });
    broken = true;
    posted(await post(failing, applicationWith()));

    const described = Object.entries<Record<string, { responses: Json }>>(contract.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).flatMap(([method, { responses }]) =>
          Object.keys(responses).map((status) => `${method} ${path} ${status}`),
        ),
    );
    // A database that fails under reading cannot be had at will; 500 is heard once, from the post.
    const unheard = described.filter((answer) => !heard.has(answer) && !/^get .* 500$/.test(answer));
    assert.deepEqual(unheard, []);
  });

  it('describes the application by the schema of the package', () => {
    const where = contract.components.schemas.Application.$ref;
    assert.equal(where, applicationSchema.$id);
    const accepts = ajv.compile({ $ref: pointer('components', 'schemas', 'Application') });
    assert.ok(accepts(applicationWith([pdf('x')])), JSON.stringify(accepts.errors));
    assert.equal(accepts({ ...applicationWith(), extra: 1 }), false);
  });

  it('names the parameters that the receiver reads', () => {
    const names = contract.paths['/applications'].post.parameters.map(({ name }: { name: string }) => name);
    assert.deepEqual(names, ['Idempotency-Key', 'Queued-At', 'Accept-Language']);
    const pattern = new RegExp(contract.paths['/applications'].post.parameters[0].schema.pattern);
    assert.ok(pattern.test(`${newId()}-1`));
    assert.ok(!pattern.test(`${newId()}-0`));
  });
});
