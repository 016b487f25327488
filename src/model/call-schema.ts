import * as z from 'zod/mini';
import { blankNames } from './call-blanks.js';

// The call may come from another site and reaches the screen, an XML file and the JSON Schema: patterns keep to
// what every regular expression dialect reads, and never backtrack.
// eslint-disable-next-line no-control-regex -- they break DOCX
const printable = /^[^\x00-\x08\x0b-\x1f\x7f]*$/;
const noBlanks = /^[^{}]*$/;
const email = /^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const day = /^2[0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;
const instant =
  /^2[0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$/;

const knownBlanks = new RegExp(`^[^{}]*(?:\\{(?:${blankNames.join('|')})\\}[^{}]*)*$`);
const integer = (min: number, max: number) =>
  z.number().check(rule(Number.isInteger, 'notInteger'), z.gte(min), z.lte(max));

/** An issue that zod has no code for: `params.code` names it. */
const rule = <Value>(holds: (value: Value) => boolean, code: string) =>
  z.refine<Value>(holds, { error: code, params: { code }, abort: true });

/** A text of a pattern. The pattern stands twice because only `regex` reaches the JSON Schema and only `rule` has a code. */
const matching = (pattern: RegExp, code: string, max: number) =>
  z.string().check(
    z.minLength(1, { abort: true }),
    z.maxLength(max, { abort: true }),
    rule((value: string) => pattern.test(value), code),
    z.regex(pattern),
  );

const words = (blanks: RegExp) =>
  matching(printable, 'controlCharacter', 4000).check(
    rule((value: string) => blanks.test(value), 'unknownBlank'),
    z.regex(blanks),
  );

const isRealDay = (value: string): boolean =>
  new Date(`${value.slice(0, 10)}T12:00Z`).getUTCDate() === +value.slice(8, 10);

const date = matching(day, 'notDate', 10).check(rule(isRealDay, 'noSuchDate'));
const text = words(noBlanks);
const line = words(knownBlanks);
const list = <Item extends z.ZodMiniType>(item: Item, max = 30) =>
  z.array(item).check(z.minLength(1, { abort: true }), z.maxLength(max, { abort: true }));
const section = z.strictObject({ heading: text, items: list(text) });
const format = z.strictObject({ heading: text, format: text });
const year = integer(1990, 2100);

/** Kinds of files as a call names them; which media types each is, `limitsOf` says. */
const evidenceKind = z.enum(['pdf', 'image', 'word', 'excel', 'opendocument']);

/** The texts of a call in one language, character for character those of its document. */
export const callTextsSchema = z.strictObject({
  announcement: z.strictObject({
    intro: text,
    title: text,
    subject: text,
    benefits: section,
    /** As many as `call.criteria`, in the same order. */
    criteria: section,
    steps: section,
    closing: list(text),
  }),
  /** Annex 1. Only here may texts have blanks. */
  letter: z.strictObject({
    annex: line,
    letterhead: line,
    addressee: line,
    from: line,
    heading: line,
    paragraphs: list(line),
    attachments: list(line),
    headSignature: line,
    keneshSignature: line,
    date: line,
    seal: line,
    contactInfo: line,
    notice: z.strictObject({ heading: line, text: line }),
  }),
  /** Annex 2: the headings of its parts, and the one label that bears a date of the call. */
  formats: z.strictObject({
    annex: text,
    heading: text,
    municipality: text,
    population: text,
    questions: text,
    jointActivities: format,
    civicGroups: format,
    donorProjects: format,
  }),
});

/**
 * What a programme says anew in each call: its dates, years, contacts, limits, criteria and texts. Untrusted JSON; every
 * issue has a path, and where zod's own code does not say what is wrong it is `custom` with `params.code`: notDate,
 * noSuchDate, notInstant, notEmail, notId, controlCharacter, unknownBlank, criteriaRepeat,
 * criteriaCount (with `expected`), yearsOrder.
 */
export const callSchema = z
  .strictObject({
    $schema: z.optional(z.string().check(z.maxLength(500))),
    schemaVersion: z.enum({ now: 1 }),
    id: matching(/^[a-z0-9][a-z0-9-]{0,63}$/, 'notId', 64),
    /** ISO 8601 instant with its offset. */
    submissionDeadline: matching(instant, 'notInstant', 35).check(rule(isRealDay, 'noSuchDate')),
    resultsDate: date,
    /** What happens to an application after the deadline. */
    late: z.enum(['refuse', 'allow']),
    populationAsOf: date,
    /** How many months before the deadline the list of joint activities goes back. */
    listMonths: integer(1, 120),
    /** First and last year of the list of donor projects. */
    donorYears: z.array(year).check(
      z.minLength(2, { abort: true }),
      z.maxLength(2, { abort: true }),
      rule(([first = 0, last = 0]: number[]) => first <= last, 'yearsOrder'),
    ),
    contacts: z.strictObject({
      postalAddress: text,
      phones: text,
      email: matching(email, 'notEmail', 254),
      officer: text,
      officerPhones: text,
    }),
    /**
     * What is taken as evidence. What is left out is as it is without all of this: 20 MB (of 1,048,576 bytes) a
     * file, 100 MB together, 60 files, every kind.
     */
    evidence: z.optional(
      z.strictObject({
        fileMB: z.optional(integer(1, 1000)),
        totalMB: z.optional(integer(1, 1000)),
        files: z.optional(integer(1, 500)),
        types: z.optional(list(evidenceKind, 5)),
      }),
    ),
    criteria: list(matching(/^[a-z][A-Za-z0-9]{0,63}$/, 'notId', 64), 12).check(
      rule((ids: string[]) => new Set(ids).size === ids.length, 'criteriaRepeat'),
    ),
    texts: z.strictObject({
      ky: callTextsSchema,
      ru: z.optional(callTextsSchema),
      en: z.optional(callTextsSchema),
    }),
  })
  .check(({ value, issues }) => {
    const expected = value.criteria.length;
    for (const [language, texts] of Object.entries(value.texts)) {
      if (texts && texts.announcement.criteria.items.length !== expected)
        issues.push({
          code: 'custom',
          message: 'criteriaCount',
          params: { code: 'criteriaCount', expected },
          path: ['texts', language, 'announcement', 'criteria', 'items'],
          input: texts.announcement.criteria.items,
        });
    }
  });

/** What a programme says anew in each call: its dates, years, contacts, criteria and texts. */
export type Call = z.infer<typeof callSchema>;
/** The texts of a call in one language, character for character those of its document. */
export type CallTexts = z.infer<typeof callTextsSchema>;
/** A kind of files that a call may take as evidence. */
export type EvidenceKind = z.infer<typeof evidenceKind>;
