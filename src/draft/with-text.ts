import type { RawFields, RawValue } from '../model/draft.js';

/** A copy of raw fields with one text changed; everything beside its path is shared. */
export function withText(
  raw: RawValue | undefined,
  [name, ...rest]: readonly string[],
  text: string,
): RawValue {
  if (name === undefined) return text;
  if (/^[0-9]+$/.test(name)) {
    const items = Array.isArray(raw) ? (raw as RawValue[]).slice() : [];
    for (let index = 0; index < Number(name); index++) items[index] ??= '';
    items[Number(name)] = withText(items[Number(name)], rest, text);
    return items;
  }
  const fields = (typeof raw === 'object' && !Array.isArray(raw) ? raw : {}) as RawFields;
  return { ...fields, [name]: withText(fields[name], rest, text) };
}
