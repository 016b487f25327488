import type { Application } from '../model/application.js';

/** `letter-of-interest-<name>-<day>.json`, with a name that every file system takes. */
export function fileName({ municipality: { municipalityName }, exportedAt }: Application): string {
  const name = municipalityName.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
  return `letter-of-interest-${name}-${exportedAt.slice(0, 10)}.json`;
}

/** Gives the person a file. */
export function download(data: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
