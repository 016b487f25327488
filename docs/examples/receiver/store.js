// Where applications are kept: each revision as a row of SQLite, each file once, under its sha256, in a folder.
// Files of 20 MB do not belong into a database that is to be backed up in a second; and a folder of contents that
// never change is copied by any tool.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { headLength } from './media-types.js';
import { Refusal } from './refusal.js';

/**
 * @typedef {{ name: string, sha256: string, size: number }} ReceiptFile
 *
 * @typedef {object} Receipt
 * @property {string} receipt such as 2026-7F3K-04: year, application, revision
 * @property {string} receivedAt ISO instant at which all was stored
 * @property {number} revision
 * @property {boolean} late whether the post began after the deadline
 * @property {string} [queuedAt] of a late one: when, by its own clock, the device had it ready to send
 * @property {ReceiptFile[]} files
 *
 * @typedef {object} Post
 * @property {string} id of the application, in lower case
 * @property {number} revision
 * @property {string} callId
 * @property {string} text the JSON as it came
 * @property {string} digest of what the JSON says, whatever the order of its keys
 * @property {boolean} late
 * @property {string | undefined} queuedAt
 * @property {readonly { criterion: string, fileName: string, mediaType: string, size: number, sha256: string }[]} evidence
 * @property {ReadonlyMap<string, Incoming>} contents by sha256
 *
 * @typedef {{ path: string, sha256: string, size: number, head: Buffer }} Incoming
 */

const schema = `
  CREATE TABLE application (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE revision (
    application_id TEXT NOT NULL REFERENCES application (id),
    revision INTEGER NOT NULL,
    receipt TEXT NOT NULL UNIQUE,
    call_id TEXT NOT NULL,
    received_at TEXT NOT NULL,
    late INTEGER NOT NULL,
    queued_at TEXT,
    digest TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (application_id, revision)
  ) STRICT;
  CREATE TABLE file (
    application_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (application_id, revision, position),
    FOREIGN KEY (application_id, revision) REFERENCES revision (application_id, revision)
  ) STRICT;
  CREATE INDEX file_sha256 ON file (sha256);
  CREATE VIEW latest AS
    SELECT * FROM revision AS r
    WHERE revision = (SELECT max(revision) FROM revision WHERE application_id = r.application_id);
`;
const schemaVersion = 1;

/** Without I, L, O and U, which are misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param {import('./settings.js').Settings} settings */
export function openStore({ dataFolder, timeZone, orphanAge, now }) {
  const filesFolder = join(dataFolder, 'files');
  const incomingFolder = join(dataFolder, 'incoming');
  for (const folder of [filesFolder, incomingFolder]) mkdirSync(folder, { recursive: true, mode: 0o700 });

  const db = new Database(join(dataFolder, 'receiver.sqlite'));
  // A commit is on the disk before it is answered.
  for (const pragma of [
    'busy_timeout = 5000',
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
  ])
    db.pragma(pragma);
  const inTransaction = (/** @type {() => any} */ work) => db.transaction(work).immediate();
  inTransaction(() => {
    const [{ user_version: version }] = /** @type {any} */ (db.pragma('user_version'));
    if (version > schemaVersion) throw new Error('The database was made by a newer receiver.');
    if (version < 1) db.exec(schema);
    db.pragma(`user_version = ${schemaVersion}`);
  });

  const prepare = (/** @type {string} */ sql) => /** @type {any} */ (db.prepare(sql));
  const selectRevision = prepare('SELECT * FROM revision WHERE application_id = ? AND revision = ?');
  const selectFiles = prepare(
    `SELECT name, sha256, size FROM file WHERE application_id = ? AND revision = ?
     GROUP BY name, sha256, size ORDER BY min(position)`,
  );
  const selectNumber = prepare('SELECT number FROM application WHERE id = ?');
  const selectTaken = prepare('SELECT 1 FROM application WHERE number = ?');
  const selectNamed = prepare('SELECT 1 FROM file WHERE sha256 = ? LIMIT 1');
  const selectLatest = prepare('SELECT * FROM latest ORDER BY received_at, receipt');
  const insertApplication = prepare('INSERT INTO application (id, number) VALUES (?, ?)');
  const insertRevision = prepare('INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertFile = prepare('INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)');

  /** @returns {Receipt} */
  const receiptOf = (/** @type {any} */ row) => ({
    receipt: row.receipt,
    receivedAt: row.received_at,
    revision: row.revision,
    late: Boolean(row.late),
    ...(row.queued_at && { queuedAt: row.queued_at }),
    files: selectFiles
      .all(row.application_id, row.revision)
      .map((/** @type {ReceiptFile} */ { name, sha256, size }) => ({ name, sha256, size })),
  });

  /**
   * @param {string} id
   * @param {number} revision
   * @param {string} [digest] refused if the stored one is another
   * @returns {Receipt | undefined}
   */
  const find = (id, revision, digest) => {
    const row = selectRevision.get(id, revision);
    if (row && digest && row.digest !== digest) throw new Refusal(422, 'keyReused');
    return row && receiptOf(row);
  };

  /** @param {string} id @param {number} instant */
  const numberOf = (id, instant) => {
    const known = selectNumber.get(id);
    if (known) return known.number;
    const year = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(instant);
    for (;;) {
      const letters = Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
      const number = `${year}-${letters}`;
      if (selectTaken.get(number)) continue;
      insertApplication.run(id, number);
      return number;
    }
  };

  /** @returns {{ created: boolean, receipt: Receipt }} */
  const commit = (/** @type {Post} */ post) => {
    const stored = find(post.id, post.revision, post.digest);
    if (stored) return { created: false, receipt: stored };
    for (const { sha256, size } of post.contents.values()) {
      if (statSync(join(filesFolder, sha256)).size !== size) throw new Error('A content has vanished.');
    }
    const instant = now();
    const receipt = `${numberOf(post.id, instant)}-${String(post.revision).padStart(2, '0')}`;
    insertRevision.run(
      post.id,
      post.revision,
      receipt,
      post.callId,
      new Date(instant).toISOString(),
      post.late ? 1 : 0,
      post.queuedAt ?? null,
      post.digest,
      post.text,
    );
    post.evidence.forEach(({ criterion, fileName, mediaType, size, sha256 }, position) =>
      insertFile.run(post.id, post.revision, position, criterion, fileName, mediaType, size, sha256),
    );
    return { created: true, receipt: /** @type {Receipt} */ (find(post.id, post.revision)) };
  };

  // What a crash has left: contents that came but never got their row. In one transaction with the look, so that
  // another process, such as the next release, cannot give them a row meanwhile.
  inTransaction(() => {
    for (const folder of [incomingFolder, filesFolder]) {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (now() - statSync(path).mtimeMs < orphanAge || selectNamed.get(name)) continue;
        rmSync(path);
      }
    }
  });

  return {
    find,

    /**
     * Writes a content to the disk while it comes, and says what it is.
     * @param {import('node:stream').Readable} content
     * @param {number} max bytes to write; the rest is read and dropped, and `size` says how much there was
     * @returns {Promise<Incoming>} whose `path` is yours to {@link drop} or to {@link keep}
     */
    async receive(content, max) {
      const path = join(incomingFolder, randomBytes(16).toString('hex'));
      const hash = createHash('sha256');
      let head = Buffer.alloc(0);
      let size = 0;
      const file = await open(path, 'wx', 0o600);
      try {
        for await (const chunk of content) {
          size += chunk.length;
          if (size > max) continue;
          if (head.length < headLength) head = Buffer.concat([head, chunk]).subarray(0, headLength);
          hash.update(chunk);
          await file.appendFile(chunk);
        }
        await file.sync();
        return { path, sha256: hash.digest('hex'), size, head };
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      } finally {
        await file.close();
      }
    },

    /** @param {Iterable<Incoming>} contents */
    async drop(contents) {
      await Promise.all([...contents].map(({ path }) => rm(path, { force: true })));
    },

    /**
     * Stores a revision once. Contents come to their place first, the row last: whatever happens between, there is
     * no row without its files.
     * @param {Post} post
     * @throws {Refusal} when this revision is there with other content
     */
    async keep(post) {
      for (const { path, sha256 } of post.contents.values()) await rename(path, join(filesFolder, sha256));
      if (post.contents.size) await syncFolder(filesFolder);
      return inTransaction(() => commit(post));
    },

    /** Throws when the database does not answer. */
    check() {
      db.prepare('SELECT 1').get();
    },

    /**
     * Every application in its latest revision, in the order of arrival, with where its files are.
     * @returns {(Omit<Receipt, 'files'> & { callId: string, text: string, files: (ReceiptFile & { path: string })[] })[]}
     */
    latest() {
      return selectLatest.all().map((/** @type {any} */ row) => ({
        ...receiptOf(row),
        callId: row.call_id,
        text: row.json,
        files: receiptOf(row).files.map((file) => ({ ...file, path: join(filesFolder, file.sha256) })),
      }));
    },

    close() {
      // So that whoever copies the one file has everything.
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}

/** @typedef {ReturnType<typeof openStore>} Store */

/** Makes renames in a folder survive a loss of power. @param {string} path */
async function syncFolder(path) {
  // Windows has no such thing.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
