import { formatDate } from '../language/dates.js';
import { formatNumber } from '../language/numbers.js';
import type { Language } from '../language/message.js';
import type { Field, Group } from '../model/field.js';
import type { RawFields } from '../model/draft.js';

/** What was typed, without space around it. */
export const plain = (raw: unknown): string => (typeof raw === 'string' ? raw.trim() : '');

/** A typed text as it stands on paper: numbers and days in the way of the language, answers in words, the rest as it was typed. */
export function printed(field: Field, raw: unknown, language: Language): string {
  const text = plain(raw);
  if (!text) return '';
  if (field.choices) {
    const words = Object.hasOwn(field.choices, text) && field.choices[text]?.();
    if (!words) return text;
    return field.kind === 'yesNo' ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  }
  const reading = field.read(text);
  if (!('value' in reading) || !field.data.safeParse(reading.value).success) return text;
  const { value } = reading;
  if (field.kind === 'date') return formatDate(value as string, language);
  // A year is a number without groups.
  return typeof value === 'number' && ['hectares', 'kilometres', 'count', 'amount'].includes(field.kind)
    ? formatNumber(value, language)
    : text;
}

/** An amount with its unit and year: «6 872 миң сом, 2024». */
export function printedAmount({ fields }: Group, raw: RawFields, language: Language): string {
  const { amount, unit, year } = fields as Record<string, Field>;
  const sum = [
    printed(amount as Field, raw['amount'], language),
    printed(unit as Field, raw['unit'], language),
  ]
    .filter(Boolean)
    .join('\u00a0');
  return [sum, year && plain(raw['year'])].filter(Boolean).join(', ');
}
