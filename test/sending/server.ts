/** A receiver with the rules of docs/examples/receiver, without a network. */
import { createHash } from 'node:crypto';

export interface Stored {
  readonly key: string;
  readonly application: string;
  readonly receipt: string;
  readonly queuedAt: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const json = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  text: JSON.stringify(body),
});
const issue = (code: string, path: (string | number)[]): Reply =>
  json(422, { issues: [{ code, path, message: `It is ${code}.` }] });

export class Server {
  readonly stored = new Map<string, Stored>();
  /** Every post that came, by key. */
  readonly heard: string[] = [];

  async receive(headers: Headers, body: string | FormData, now: number): Promise<Reply> {
    const key = headers.get('Idempotency-Key') ?? '';
    this.heard.push(key);
    const part = async (name: string): Promise<Buffer | undefined> => {
      const value = (body as FormData).get(name);
      return value instanceof Blob ? Buffer.from(await value.arrayBuffer()) : undefined;
    };
    const isForm = typeof body !== 'string';
    const application = isForm ? ((await part('application'))?.toString() ?? '') : body;
    const { applicationId, evidence } = JSON.parse(application) as {
      applicationId: string;
      evidence: { sha256: string; size: number }[];
    };
    if (!key.startsWith(`${applicationId}-`)) return issue('badKey', ['applicationId']);
    const known = this.stored.get(key);
    if (known)
      return known.application === application ? this.#receipt(known, 200, now) : issue('keyReused', []);
    const files = new Map<string, Buffer>();
    for (const [index, { sha256: name, size }] of evidence.entries()) {
      const content = isForm ? await part(name) : undefined;
      if (!content) return issue('fileMissing', ['evidence', index]);
      if (content.length !== size || sha256(content) !== name)
        return issue('fileDiffers', ['evidence', index]);
      files.set(name, content);
    }
    if (isForm && [...(body as FormData).keys()].length !== files.size + 1)
      return issue('fileUnexpected', ['evidence']);
    const receipt = `2027-${this.stored.size + 1}`;
    const stored = { key, application, receipt, queuedAt: headers.get('Queued-At') ?? '', files };
    this.stored.set(key, stored);
    return this.#receipt(stored, 201, now);
  }

  #receipt({ receipt, key }: Stored, status: number, now: number): Reply {
    const revision = Number(key.split('-').at(-1));
    return json(status, {
      receipt,
      receivedAt: new Date(now).toISOString(),
      revision,
      late: false,
      files: [],
    });
  }

  /** The revision that counts. */
  latest(applicationId: string): Stored | undefined {
    const revisionOf = ({ key }: Stored): number => Number(key.split('-').at(-1));
    return [...this.stored.values()]
      .filter(({ key }) => key.startsWith(`${applicationId}-`))
      .sort((a, b) => revisionOf(a) - revisionOf(b))
      .at(-1);
  }
}
