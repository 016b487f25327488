// Which files are received, and by which first bytes each is known. Nothing is ever unpacked or decoded here: a
// document may be a bomb, and whoever opens it later does so on a computer of their own.

const ascii = (/** @type {string} */ text) => Buffer.from(text, 'latin1');
const startsWith = (/** @type {Buffer} */ head, /** @type {string} */ text, at = 0) =>
  head.subarray(at, at + text.length).equals(ascii(text));

/** @param {Buffer} head */
const isZip = (head) => startsWith(head, 'PK\x03\x04');
/** @param {Buffer} head */
const isOldOffice = (head) => startsWith(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');
/** @param {Buffer} head */
const isHeif = (head) =>
  startsWith(head, 'ftyp', 4) &&
  ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].some((brand) =>
    startsWith(head, brand, 8),
  );

const openXml = 'application/vnd.openxmlformats-officedocument';

/**
 * Those that a clerk's phone, scanner and office programs make. Add a line to receive more; leave out what a
 * browser would run (HTML, SVG).
 * @type {Record<string, (head: Buffer) => boolean>}
 */
const known = {
  // Some scanners write a byte order mark or empty lines before the PDF begins.
  'application/pdf': (head) => /^(?:\xef\xbb\xbf)?\s*%PDF-/.test(head.toString('latin1')),
  'image/jpeg': (head) => startsWith(head, '\xff\xd8\xff'),
  'image/png': (head) => startsWith(head, '\x89PNG\r\n\x1a\n'),
  'image/webp': (head) => startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8),
  'image/heic': isHeif,
  'image/heif': isHeif,
  'image/tiff': (head) => startsWith(head, 'II*\0') || startsWith(head, 'MM\0*'),
  'application/msword': isOldOffice,
  'application/vnd.ms-excel': isOldOffice,
  [`${openXml}.wordprocessingml.document`]: isZip,
  [`${openXml}.spreadsheetml.sheet`]: isZip,
  'application/vnd.oasis.opendocument.text': isZip,
  'application/vnd.oasis.opendocument.spreadsheet': isZip,
  'application/zip': isZip,
};

/** How many of the first bytes {@link looksLike} wants to see. */
export const headLength = 64;

/** @param {string} mediaType */
export const isReceived = (mediaType) => Object.hasOwn(known, mediaType);

/**
 * Whether a content begins as one of its declared type does.
 * @param {Buffer} head its first {@link headLength} bytes, fewer if it is shorter
 * @param {string} mediaType
 */
export const looksLike = (head, mediaType) => isReceived(mediaType) && known[mediaType](head);
