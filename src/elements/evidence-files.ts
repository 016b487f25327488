import { DraftFiles } from '../draft/files.js';

let device: DraftFiles | undefined;
let page: DraftFiles | undefined;

/** The files of this device. All elements of the page and whatever sends them have the same. */
export const deviceFiles = (): DraftFiles => (device ??= new DraftFiles(() => indexedDB));

/** The files of this page alone: gone when it is closed. */
export const pageFiles = (): DraftFiles =>
  (page ??= new DraftFiles(() => {
    throw new DOMException('', 'SecurityError');
  }));

/** Whether a form with this `draft` keeps what is typed on the device: `device`, also when missing. */
export const isKeptOnDevice = (draft: string | null): boolean => draft !== 'none' && draft !== 'session';

/** Where the files of a draft are that is kept on the device, or not. */
export const filesOf = (draft: string | null): DraftFiles =>
  isKeptOnDevice(draft) ? deviceFiles() : pageFiles();
