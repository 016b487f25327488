import { msg, str } from '../language/message.js';
import type { Language } from '../language/message.js';
import type { Application } from '../model/application.js';
import type { Call } from '../model/call.js';
import type { Deadline } from '../sending/clock.js';
import type { OutboxRecord } from '../sending/outbox.js';
import type { Receipt } from '../sending/receipt.js';
import { deadlineWords } from './deadline-words.js';

/** A label and what is said under it. */
export type Fact = readonly [label: string, text: string];

/** An instant with its zone, the same on every device. */
const instantWords = (instant: string, language: Language): string =>
  deadlineWords({ instant: Date.parse(instant) } as Deadline, language);

const read = new WeakMap<OutboxRecord, Partial<Application>>();

/** What was sent, as far as it can still be read. */
export function sentWith(record: OutboxRecord): Partial<Application> {
  let application = read.get(record);
  if (!application) {
    try {
      application = (JSON.parse(record.application) ?? {}) as Partial<Application>;
    } catch {
      application = {};
    }
    read.set(record, application);
  }
  return application;
}

/** When it was received, and which revision. */
export const receiptFacts = ({ receivedAt, revision }: Receipt, language: Language): Fact[] => [
  [msg('Кабыл алынган убактысы', { id: 's.receivedAt' }), instantWords(receivedAt, language)],
  [msg('Редакциясы', { id: 's.revision' }), String(revision)],
];

/** What the receipt is called by. */
export const numberLabel = (): string => msg('Дүмүрчөктүн номери', { id: 's.receiptNumber' });

/** Said where there is no number to show. */
export const noNumber = (): string =>
  msg('Сервер өтүнмөнү кабыл алганын ырастады. Бул сервер номер бербейт.', { id: 's.noReceiptNumber' });

export const filesLabel = ({ files }: Receipt): string =>
  msg(str`Файлдар: ${files.length}`, { id: 's.receiptFiles' });

/** Said of what the server has marked as late. */
export function lateWords(record: OutboxRecord, call: Call, language: Language): string | undefined {
  if (!record.receipt?.late) return undefined;
  if (sentWith(record).callId !== call.id)
    return msg('Сервер мөөнөттөн кийин келди деп белгиледи.', { id: 's.late' });
  const deadline = instantWords(call.submissionDeadline, language);
  return msg(str`Сервер мөөнөттөн кийин келди деп белгиледи. Мөөнөт: ${deadline}.`, { id: 's.lateThan' });
}
