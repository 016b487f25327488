import { msg } from './message.js';

type Params = Readonly<Record<string, unknown>>;

/** What only sending brings to light. They load with it. */
export const serverWords = {
  /** A server's own words. */
  fromServer: (p: Params) => String(p['message']),
  fileDiffers: () => msg('Файлдын ичи өзгөрүп калган. Аны кайра тандаңыз.', { id: 'i.fileDiffers' }),
};
