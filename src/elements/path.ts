import type { Path } from '../language/issue.js';

/** A path as names: `['letter', 'oblast']` and `letter.oblast` alike. */
export const pathNames = (path: Path | string): string[] =>
  typeof path === 'string' ? path.split('.') : path.map(String);
