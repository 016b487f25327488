// The body of a post, read as it comes: bounded in size, in number and in time, and never whole in memory.
import { once } from 'node:events';
import { Busboy } from '@fastify/busboy';
import { Refusal } from './refusal.js';

/**
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:stream').Readable} Readable
 * @typedef {import('./settings.js').Settings} Settings
 *
 * @typedef {object} Taker what is done with the parts, in the order of the post
 * @property {(text: string) => void} application
 * @property {(name: string, content: Readable) => Promise<void>} file must read the content to its end
 */

/**
 * @param {IncomingMessage} raw
 * @param {Settings} settings
 * @param {Taker} take
 * @throws {Refusal}
 */
export async function readPost(raw, settings, take) {
  const type = raw.headers['content-type'] ?? '';
  const encoding = raw.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new Refusal(415, 'badMediaType');
  if (/^multipart\/form-data\s*;/i.test(type)) return readParts(raw, settings, take);
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal(415, 'badMediaType');
  const application = applicationText(settings);
  const { maxApplication: max } = settings;
  const tooLarge = new Refusal(413, 'applicationTooLarge', { params: { max } });
  await readBody(raw, settings, max, tooLarge, application.add);
  take.application(application.end());
}

/**
 * Reads on without keeping anything, because most clients hear an answer only when all that they send is taken;
 * but not for ever.
 * @param {IncomingMessage} raw
 * @param {Settings} settings
 */
export function drain(raw, { maxPost, idleTimeout }) {
  if (raw.readableEnded || raw.destroyed) return;
  let left = 2 * maxPost;
  const timer = setTimeout(() => raw.destroy(), idleTimeout).unref();
  raw.on('data', (chunk) => {
    left -= chunk.length;
    if (left < 0) raw.destroy();
    timer.refresh();
  });
  for (const event of ['end', 'close']) raw.once(event, () => clearTimeout(timer));
  raw.resume();
}

/**
 * @param {IncomingMessage} raw
 * @param {Settings} settings
 * @param {number} max bytes
 * @param {Refusal} tooLarge
 * @param {(chunk: Buffer) => unknown} take the next chunk is read when this has settled
 * @param {Promise<never>} [failed] ends the reading when it rejects
 * @returns {Promise<void>}
 */
async function readBody(raw, { idleTimeout }, max, tooLarge, take, failed) {
  if (Number(raw.headers['content-length']) > max) throw tooLarge;
  // Whoever reset the connection at once has done so before anybody listened.
  if (raw.destroyed || raw.socket.destroyed) throw new Refusal(400, 'unreadable');
  let size = 0;
  /** @type {(error?: unknown) => void} */
  let stop = () => {};
  const read = new Promise((resolve, reject) => {
    stop = (error) => (error === undefined ? resolve(undefined) : reject(error));
  });
  const timer = setTimeout(() => stop(new Refusal(408, 'tooSlow', { retryAfter: 5 })), idleTimeout);
  const onData = (/** @type {Buffer} */ chunk) => {
    size += chunk.length;
    if (size > max) return stop(tooLarge);
    raw.pause();
    (async () => take(chunk))().then(() => {
      timer.refresh();
      raw.resume();
    }, stop);
  };
  const onEnd = () => stop();
  const onCut = () => stop(new Refusal(400, 'unreadable'));
  raw.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  failed?.catch(stop);
  try {
    await read;
  } finally {
    clearTimeout(timer);
    // Not destroyed: a connection that is cut off here could not be answered.
    raw.off('data', onData).off('end', onEnd).off('close', onCut).pause();
  }
}

/** @param {Settings} settings */
function applicationText({ maxApplication: max }) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  return {
    add(/** @type {Buffer} */ chunk) {
      size += chunk.length;
      if (size > max) throw new Refusal(413, 'applicationTooLarge', { params: { max } });
      chunks.push(chunk);
    },
    end() {
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
      } catch {
        throw new Refusal(400, 'unreadable');
      }
    },
  };
}

/**
 * @param {IncomingMessage} raw
 * @param {Settings} settings
 * @param {Taker} take
 */
async function readParts(raw, settings, take) {
  const tooMany = new Refusal(413, 'tooManyFiles', { params: { max: settings.maxFiles } });
  const parser = startParser(raw, settings);
  /** @type {Set<Readable>} */
  const open = new Set();
  let first = true;

  const takePart = async (/** @type {string | undefined} */ name, /** @type {Readable} */ content) => {
    if (first) {
      first = false;
      if (name !== 'application') throw new Refusal(400, 'applicationMissing');
      const application = applicationText(settings);
      for await (const chunk of content) application.add(chunk);
      take.application(application.end());
    } else {
      await take.file(name ?? '', content);
    }
    open.delete(content);
  };

  /** @type {(error: unknown) => void} */
  let fail = () => {};
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => (fail = reject));
  failed.catch(() => {});
  const fromParser = () => fail(new Refusal(400, 'unreadable'));

  // Several small parts may come in one piece of the body: they wait for each other.
  let parts = Promise.resolve();
  parser.on('file', (name, content) => {
    open.add(content);
    content.on('error', fromParser);
    parts = parts.then(() => takePart(name, content));
    parts.catch(fail);
  });
  parser.on('partsLimit', () => fail(tooMany));
  parser.on('error', fromParser);
  const finished = once(parser, 'finish');
  finished.catch(() => {});

  try {
    const write = (/** @type {Buffer} */ chunk) => parser.write(chunk) || once(parser, 'drain');
    // The files, the application, and what stands between the parts.
    const max = settings.maxPost + settings.maxApplication + 1024 * (settings.maxFiles + 1);
    const tooLarge = new Refusal(413, 'postTooLarge', { params: { max: settings.maxPost } });
    await readBody(raw, settings, max, tooLarge, write, failed);
    parser.end();
    await Promise.race([finished, failed]);
    await Promise.race([parts, failed]);
    if (first) throw new Refusal(400, 'applicationMissing');
  } catch (error) {
    // Whoever still waits for the rest of a part stops, so that nothing is left open.
    for (const content of open) content.destroy(new Refusal(400, 'unreadable'));
    await parts.catch(() => {});
    throw error;
  }
}

/**
 * @param {IncomingMessage} raw
 * @param {Settings} settings
 */
function startParser(raw, { maxFiles }) {
  try {
    return new Busboy({
      headers: /** @type {any} */ (raw.headers),
      // `filename` and type of a part are not asked: what a file is called and is, the application says.
      isPartAFile: () => true,
      limits: { parts: maxFiles + 1, headerPairs: 16, headerSize: 8192 },
    });
  } catch {
    throw new Refusal(400, 'unreadable');
  }
}
