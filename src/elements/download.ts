import type { Draft } from '../model/draft.js';
import type { Application } from '../model/application.js';

const safe = (name: string): string => name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);

/** `letter-of-interest-<name>-<day>.json`, with a name that every file system takes. */
export const fileName = ({ municipality: { municipalityName }, exportedAt }: Application): string =>
  `letter-of-interest-${safe(municipalityName)}-${exportedAt.slice(0, 10)}.json`;

/** `letter-of-interest-draft-<name>-<day>.json`. */
export const draftFileName = ({ municipality: { municipalityName = '' } }: Draft): string =>
  `letter-of-interest-draft-${safe(municipalityName)}-${new Date().toISOString().slice(0, 10)}.json`;

/** Gives the person a file. */
export function download(data: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** `letter-of-interest-<name>.docx`. */
export const letterFileName = ({ municipality: { municipalityName = '' } }: Draft): string =>
  `letter-of-interest-${safe(municipalityName)}.docx`;
