import { msg } from '../language/message.js';
import { count, file, longText, text } from './kinds.js';
import { listPart } from './part.js';

/** Step 2 of the call: files that show that the municipality meets the criteria of section II. */
export const evidence = listPart('evidence', {
  criterion: text({ required: true, max: 64, label: () => msg('Критерий', { id: 'criterion' }) }),
  fileName: file({ required: true, fact: 'fileName', label: () => msg('Файлдын аты', { id: 'fileName' }) }),
  mediaType: file({
    required: true,
    fact: 'mediaType',
    label: () => msg('Файлдын түрү', { id: 'mediaType' }),
  }),
  size: count({ required: true, max: 2 ** 40, label: () => msg('Көлөмү, байт', { id: 'size' }) }),
  sha256: file({ required: true, fact: 'sha256', label: () => 'SHA-256' }),
  note: longText({ max: 1000, label: () => msg('Эскертүү', { id: 'note' }) }),
});
