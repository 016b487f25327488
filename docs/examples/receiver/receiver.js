// The receiver, described for other languages in openapi.json.
import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController } from 'fastify';
import { limitsOf, parseApplication } from 'interest-letter/model';
import { isReceived, looksLike } from './media-types.js';
import { drain, readPost } from './read-post.js';
import { preferredLanguage, Refusal } from './refusal.js';
import { defaults } from './settings.js';
import { openStore } from './store.js';

/**
 * @typedef {import('interest-letter/model').Application} Application
 * @typedef {import('./settings.js').Settings} Settings
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('./refusal.js').Finding} Finding
 */

const keyPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9][0-9]{0,5})$/i;

/**
 * An `Idempotency-Key`: which application, and which revision of it.
 * @param {unknown} text
 * @returns {{ id: string, revision: number } | undefined}
 */
function readKey(text) {
  const [, id, revision] = keyPattern.exec(String(text)) ?? [];
  return id ? { id: id.toLowerCase(), revision: Number(revision) } : undefined;
}

/**
 * Makes the receiver and opens its data; `await app.listen({ host, port })` lets it receive, `await app.close()`
 * finishes what is under way and lets go of the data.
 * @param {Partial<Settings>} given
 */
export async function createReceiver(given = {}) {
  const settings = { ...defaults, ...given };
  const store = openStore(settings);
  /**
   * @param {unknown} error
   * @param {import('fastify').FastifyRequest} request
   * @param {import('fastify').FastifyReply} reply
   */
  const refuse = (error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.status >= 500)
      app.log.error({ stack: error instanceof Error ? error.stack : 'not an error' });
    const language = refusal.language ?? preferredLanguage(request.headers['accept-language']);
    if (refusal.retryAfter) reply.header('Retry-After', refusal.retryAfter);
    // Who has stopped sending will not send the rest.
    if (refusal.status === 408) reply.header('Connection', 'close');
    else drain(request.raw, settings);
    return reply.code(refusal.status).send(refusal.body(language));
  };
  const app = Fastify({
    // An address that is none has no route whose error it could be.
    frameworkErrors: refuse,
    clientErrorHandler: refuseSocket,
    trustProxy: settings.trustProxy || false,
    requestTimeout: settings.requestTimeout,
    forceCloseConnections: 'idle',
    // Addresses have keys in them, and what people send is nobody's business: a line says route, status and time.
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level: settings.logLevel,
      base: undefined,
      ...(settings.logStream && { stream: settings.logStream }),
    },
  });
  app.addHook('onClose', async () => store.close());
  let closing = false;
  // A post that takes longer than this to end is cut off; its sender sends it again.
  app.addHook('preClose', async () => {
    closing = true;
    setTimeout(() => app.server.closeAllConnections(), settings.closeTimeout).unref();
  });

  app.addHook('onRequest', async ({ raw }) => {
    // Whoever has reset the connection by now has no address that could be counted.
    if (raw.destroyed || !raw.socket.remoteAddress) throw new Refusal(400, 'unreadable');
  });
  app.addHook('onSend', async (_, reply) => {
    reply.headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    if (closing) reply.header('Connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    app.log.info({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });

  app.setErrorHandler(refuse);
  app.setNotFoundHandler(() => {
    throw new Refusal(404, 'notFound');
  });

  const everyOrigin = settings.allowedOrigins.includes('*');
  await app.register(cors, {
    origin: everyOrigin ? '*' : [...settings.allowedOrigins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['Content-Type', 'Idempotency-Key', 'Queued-At'],
    // Without this, a page elsewhere could neither tell the time by the server nor obey it.
    exposedHeaders: ['Date', 'Retry-After'],
    maxAge: 600,
  });
  await app.register(rateLimit, {
    global: false,
    max: settings.postsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { ttl }) =>
      new Refusal(429, 'tooManyRequests', { retryAfter: Math.ceil(ttl / 1000) }),
  });

  // Bodies are read by readPost alone, as they come.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.get('/health', async () => {
    store.check();
    return { status: 'ok' };
  });

  // The form asks what time it is by this clock, before it posts anything; each answer says so by its `Date`.
  app.head('/applications', async (_, reply) => reply.code(204).send());

  const limited = { config: { rateLimit: {} } };

  app.post('/applications', limited, async (request, reply) => {
    const began = settings.now();
    const key = readKey(request.headers['idempotency-key']);
    if (!key) throw new Refusal(400, 'badKey');
    const { created, receipt } = await receive(request, { key, began, settings, store });
    app.log.info({ receipt: receipt.receipt, files: receipt.files.length, created });
    return reply.code(created ? 201 : 200).send(receipt);
  });

  // Only who has sent an application knows its id and revision.
  app.get('/applications/:id/receipt', limited, async (request) => {
    const { id } = /** @type {{ id: string }} */ (request.params);
    const key = readKey(/** @type {{ key?: unknown }} */ (request.query).key);
    const receipt = key && key.id === id.toLowerCase() && store.find(key.id, key.revision);
    if (!receipt) throw new Refusal(404, 'notFound');
    return receipt;
  });

  return app;
}

/**
 * What is no HTTP, or has too long a head, comes to no route: it is answered on its bare connection.
 * @param {Error & { code?: string }} error
 * @param {import('node:net').Socket} socket
 */
function refuseSocket({ code }, socket) {
  if (code !== 'ECONNRESET' && socket.writable) {
    const refusal =
      code === 'HPE_HEADER_OVERFLOW'
        ? new Refusal(431, 'headTooLarge')
        : code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? new Refusal(408, 'tooSlow', { retryAfter: 5 })
          : new Refusal(400, 'badRequest');
    const body = JSON.stringify(refusal.body(preferredLanguage()));
    const head = [
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
      `Date: ${new Date().toUTCString()}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      ...(refusal.retryAfter ? [`Retry-After: ${refusal.retryAfter}`] : []),
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}

/** @param {unknown} error */
function refusalOf(error) {
  if (error instanceof Refusal) return error;
  const { statusCode = 500 } = /** @type {{ statusCode?: number }} */ (error);
  return statusCode < 500
    ? new Refusal(statusCode, 'badRequest')
    : new Refusal(500, 'failed', { retryAfter: 60 });
}

/**
 * One post, from its first byte to its receipt.
 * @param {import('fastify').FastifyRequest} request
 * @param {{ key: { id: string, revision: number }, began: number, settings: Settings, store: Store }} context
 */
async function receive(request, { key, began, settings, store }) {
  /** @type {Map<string, import('./store.js').Incoming>} */
  const contents = new Map();
  /** @type {Finding[]} */
  const findings = [];
  /** @type {ReturnType<typeof judge> | undefined} */
  let judged;

  try {
    await readPost(request.raw, settings, {
      application(text) {
        judged = judge(text, { key, began, queuedAt: request.headers['queued-at'], settings, store });
      },
      async file(name, content) {
        const at = judged?.application.evidence.findIndex(({ sha256 }) => sha256 === name) ?? -1;
        const expected = judged?.application.evidence[at];
        // It is here already, with all its files.
        if (judged?.stored || !expected || contents.has(name)) {
          content.resume();
          if (judged?.stored) return;
          findings.push({
            code: expected ? 'fileRepeats' : 'fileUnexpected',
            path: expected ? ['evidence', at] : ['evidence'],
            params: { name: expected?.fileName },
          });
          return;
        }
        const incoming = await store.receive(content, expected.size);
        contents.set(name, incoming);
        const whole = incoming.size === expected.size && incoming.sha256 === name;
        if (!whole || !looksLike(incoming.head, expected.mediaType)) {
          findings.push({
            code: whole ? 'fileTypeDiffers' : 'fileDiffers',
            path: ['evidence', at],
            params: { name: expected.fileName },
          });
        }
      },
    });
    if (!judged) throw new Refusal(400, 'applicationMissing');
    if (judged.stored) return { created: false, receipt: judged.stored };

    const { application, text, digest, late, queuedAt } = judged;
    application.evidence.forEach(({ sha256, fileName: name }, index) => {
      if (!contents.has(sha256))
        findings.push({ code: 'fileMissing', path: ['evidence', index], params: { name } });
    });
    if (findings.length) throw new Refusal(422, findings);
    return await store.keep({
      ...key,
      callId: application.callId,
      text,
      digest,
      late,
      queuedAt,
      evidence: application.evidence,
      contents,
    });
  } catch (error) {
    if (error instanceof Refusal) error.language ??= judged?.application.language;
    throw error;
  } finally {
    await store.drop(contents.values());
  }
}

/**
 * Whether an application may be received, before any of its files is read.
 * @param {string} text
 * @param {{ key: { id: string, revision: number }, began: number, queuedAt: unknown, settings: Settings, store: Store }} context
 * @throws {Refusal}
 */
function judge(text, { key, began, queuedAt, settings, store }) {
  const parsed = parseApplication(text);
  if (!parsed.success) {
    const refusal = new Refusal(
      parsed.issues.some(({ code }) => code === 'invalidJson') ? 400 : 422,
      parsed.issues,
    );
    refusal.language = languageOf(text);
    throw refusal;
  }
  const application = parsed.data;
  const refuse = (
    /** @type {number} */ status,
    /** @type {string | Finding[]} */ found,
    /** @type {object} */ more,
  ) => {
    const refusal = new Refusal(status, found, more);
    refusal.language = application.language;
    return refusal;
  };
  if (application.applicationId.toLowerCase() !== key.id)
    throw refuse(422, 'badKey', { path: ['applicationId'] });

  const digest = createHash('sha256')
    .update(canonical(JSON.parse(text.replace(/^\uFEFF/, ''))))
    .digest('hex');
  let stored;
  try {
    // What was received once has its receipt for ever, also after the deadline.
    stored = store.find(key.id, key.revision, digest);
  } catch (error) {
    throw error instanceof Refusal ? refuse(error.status, [...error.issues], {}) : error;
  }
  if (stored) return { application, text, digest, stored, late: stored.late, queuedAt: stored.queuedAt };

  const call = settings.calls.find(({ id }) => id === application.callId);
  if (!call) throw refuse(422, 'unknownCall', { path: ['callId'] });
  const time = judgeTime(call, began, queuedAt, settings);
  if (!time) {
    const deadline = Date.parse(call.submissionDeadline);
    throw refuse(422, 'deadlinePassed', { params: { deadline, zone: settings.timeZone } });
  }
  judgeEvidence(application, call, settings, refuse);
  return { application, text, digest, stored, late: time.late, queuedAt: time.queuedAt };
}

/**
 * A post is on time when it begins before the deadline by this computer's clock, however slow the line. After it
 * the call's own setting holds; besides, what a device says it had ready in time is received within the grace and
 * marked as late, for people to decide: rural networks fail for a day, and a device's clock proves nothing.
 * @param {Settings['calls'][number]} call
 * @param {number} began ms
 * @param {unknown} queuedAt header `Queued-At`: ISO instant by the clock of the device
 * @param {Settings} settings
 * @returns {{ late: boolean, queuedAt?: string } | undefined} nothing when it is too late
 */
function judgeTime(call, began, queuedAt, { grace }) {
  const deadline = Date.parse(call.submissionDeadline);
  if (began < deadline) return { late: false };
  const queued = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(String(queuedAt))
    ? Date.parse(String(queuedAt))
    : NaN;
  const inTime = queued < deadline;
  if (call.late === 'allow' || (inTime && began < deadline + grace))
    return { late: true, ...(!isNaN(queued) && { queuedAt: new Date(queued).toISOString() }) };
  return undefined;
}

/**
 * Ways to other folders; what cannot be seen, such as the mark that makes «fdp.exe» of «exe.pdf»; names that Windows
 * keeps for itself. The form makes no such names.
 */
const badName = /[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\.+$|^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³]) *(?:\.|$)/iu;

/**
 * By the limits of the call, and never above those of this receiver.
 * @param {Application} application
 * @param {Settings['calls'][number]} call
 * @param {Settings} settings
 * @param {(status: number, found: any, more: object) => Refusal} refuse
 */
function judgeEvidence({ evidence }, call, settings, refuse) {
  const limits = limitsOf(call);
  const maxFile = Math.min(limits.file, settings.maxFile);
  const maxFiles = Math.min(limits.files, settings.maxFiles);
  const maxPost = Math.min(limits.all, settings.maxPost);
  /** @type {Map<string, string>} */
  const names = new Map();
  const sizes = new Map(evidence.map(({ sha256, size }) => [sha256, size]));
  const findings = evidence.flatMap(({ fileName, mediaType, sha256, size }, index) => {
    const found = (/** @type {string} */ code, /** @type {string} */ field, params = {}) => [
      { code, path: ['evidence', index, field], params: { name: fileName, ...params } },
    ];
    const name = fileName.normalize('NFC').toLowerCase();
    const other = names.get(name) ?? sha256;
    names.set(name, sha256);
    if (badName.test(fileName)) return found('badFileName', 'fileName');
    // One file may serve two criteria.
    if (other !== sha256) return found('fileNameRepeats', 'fileName');
    if (!isReceived(mediaType) || !limits.takes(mediaType)) return found('fileTypeRefused', 'mediaType');
    if (sizes.get(sha256) !== size) return found('fileDiffers', 'size');
    return [];
  });
  if (findings.length) throw refuse(422, findings, {});

  const tooLarge = evidence.flatMap(({ fileName: name, size }, index) =>
    size > maxFile
      ? [{ code: 'fileTooLarge', path: ['evidence', index, 'size'], params: { name, max: maxFile } }]
      : [],
  );
  if (tooLarge.length) throw refuse(413, tooLarge, {});
  if (sizes.size > maxFiles)
    throw refuse(413, 'tooManyFiles', { path: ['evidence'], params: { max: maxFiles } });
  if ([...sizes.values()].reduce((sum, size) => sum + size, 0) > maxPost)
    throw refuse(413, 'postTooLarge', { path: ['evidence'], params: { max: maxPost } });
}

/** The language of an application that is none yet. @param {string} text */
function languageOf(text) {
  try {
    const { language } = JSON.parse(text);
    return ['ky', 'ru', 'en'].includes(language) ? language : undefined;
  } catch {
    return undefined;
  }
}

/** One text for all JSON that says the same. Not deep: it has been judged. @param {unknown} value @returns {string} */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}
