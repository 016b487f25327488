import { encodeQR } from 'qr';

/** What the QR of a page says, in the signs of a QR's alphanumeric mode: 'IL1:482109375561:2/7'. */
export const pageMark = (code: string, page: number, pages: number): string => `IL1:${code}:${page}/${pages}`;

/** The clear edge that a reader needs, in modules. */
const edge = 4;

/**
 * A text as a QR: `path` is the `d` of an SVG path of its dark modules in a square view box of `size` units; the
 * clear edge of four modules is within. Throws a RangeError or Error where no QR can hold the text.
 */
export function qrPath(text: string): { size: number; path: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: edge });
  const path = rows.map((row, y) => {
    const line = row.map(Number).join('');
    return [...line.matchAll(/1+/g)].map(
      ({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`,
    );
  });
  return { size: rows.length, path: path.flat().join('') };
}
