import type { EvidenceLimits } from '../model/evidence-limits.js';

/** A kind of file that is taken as evidence. */
export interface FileKind {
  readonly mediaType: string;
  /** The first is given to files that have another. */
  readonly extensions: readonly [string, ...string[]];
}

/** Why a file is none that can be taken. */
export type KindRefusal = 'unknown' | 'archive' | 'damaged' | 'locked';

const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** What scanners, phones and office programs make; nothing that a browser would run. */
const kinds = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  webp: { mediaType: 'image/webp', extensions: ['webp'] },
  heic: { mediaType: 'image/heic', extensions: ['heic', 'heif'] },
  tiff: { mediaType: 'image/tiff', extensions: ['tif', 'tiff'] },
  docx: { mediaType: `${openXml}.wordprocessingml.document`, extensions: ['docx'] },
  xlsx: { mediaType: `${openXml}.spreadsheetml.sheet`, extensions: ['xlsx'] },
  odt: { mediaType: `${openDocument}.text`, extensions: ['odt'] },
  ods: { mediaType: `${openDocument}.spreadsheet`, extensions: ['ods'] },
  doc: { mediaType: 'application/msword', extensions: ['doc'] },
  xls: { mediaType: 'application/vnd.ms-excel', extensions: ['xls'] },
} satisfies Record<string, FileKind>;

/**
 * What the browser's window for choosing files shows, as `accept`. A phone of Apple's makes a JPEG of a HEIC picture
 * by itself where HEIC is not named here.
 */
export const acceptedBy = ({ takes }: EvidenceLimits): string =>
  [
    ...(takes('image/jpeg') ? ['image/*'] : []),
    ...Object.values(kinds).flatMap(({ mediaType, extensions }) =>
      isPicture(mediaType) || !takes(mediaType) ? [] : [mediaType, ...extensions.map((name) => `.${name}`)],
    ),
  ].join();

export const isPicture = (mediaType: string): boolean => mediaType.startsWith('image/');
export const isHeic = (mediaType: string): boolean => /^image\/hei[cf]$/.test(mediaType);

/** The letters behind the last dot, small. */
export const extensionOf = (name: string): string => /\.([^.\s]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Each byte as the character of its number. */
const asText = async (part: Blob): Promise<string> =>
  new Uint8Array(await part.arrayBuffer()).reduce((text, byte) => text + String.fromCharCode(byte), '');

/** How much of the end of a ZIP is looked through for the names of what is in it, in bytes. */
const tail = 66_000;

/** What a file is by its own bytes; the name decides only where they leave it open. */
export async function kindOf(file: Blob, name: string): Promise<FileKind | KindRefusal> {
  const head = await asText(file.slice(0, 128));
  const extension = extensionOf(name);
  if (/^(?:\xef\xbb\xbf)?\s{0,40}%PDF-/.test(head)) return kinds.pdf;
  if (head.startsWith('\xff\xd8\xff')) return kinds.jpeg;
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return kinds.png;
  if (/^RIFF[^]{4}WEBP/.test(head)) return kinds.webp;
  if (/^[^]{4}ftyp(hei[cxms]|hev[cx]|mif1|msf1)/.test(head)) return kinds.heic;
  if (/^(II\*\0|MM\0\*)/.test(head)) return kinds.tiff;
  if (head.startsWith('PK\x03\x04')) {
    if (head.includes(`mimetype${kinds.odt.mediaType}`)) return kinds.odt;
    if (head.includes(`mimetype${kinds.ods.mediaType}`)) return kinds.ods;
    const names = await asText(file.slice(-tail));
    if (names.includes('word/')) return kinds.docx;
    return names.includes('xl/') ? kinds.xlsx : 'archive';
  }
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) {
    // Word and Excel put a document with a password into such a container.
    if (extension === 'docx' || extension === 'xlsx') return 'locked';
    return extension === 'doc' || extension === 'xls' ? kinds[extension] : 'unknown';
  }
  if (['Rar!', '7z\xbc\xaf', '\x1f\x8b'].some((mark) => head.startsWith(mark))) return 'archive';
  const isNamed = Object.values<FileKind>(kinds).some(({ extensions }) => extensions.includes(extension));
  return isNamed ? 'damaged' : 'unknown';
}
