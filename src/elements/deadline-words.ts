import { formatInstant } from '../language/dates.js';
import { msg, speak, spokenLanguage, str } from '../language/message.js';
import type { Language } from '../language/message.js';
import { formatNumber } from '../language/numbers.js';
import type { Deadline } from '../sending/clock.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Asia/Bishkek is six hours ahead the whole year. */
const zone = 6 * hour;

/** The day on a calendar in Bishkek, counted from 1970. */
const dayOf = (instant: number): number => Math.floor((instant + zone) / day);

/** Two days and more are said in days, two hours and more in hours. */
const unitOf = (length: number): number => (length >= 2 * day ? day : length >= 2 * hour ? hour : minute);

/** So much of one unit. Kyrgyz nouns stay as they are after numbers; Russian has abbreviations, which do too. */
function lengthWords(length: number): string {
  const unit = unitOf(length);
  const number = formatNumber(Math.max(1, Math.floor(length / unit)), spokenLanguage());
  if (unit === day) return msg(str`${number} күн`, { id: 's.days' });
  return unit === hour
    ? msg(str`${number} саат`, { id: 's.hours' })
    : msg(str`${number} мүнөт`, { id: 's.minutes' });
}

/** Whether a calendar reaches as far. */
const isSaid = ({ instant, remaining }: Deadline): boolean =>
  [instant, instant - remaining].every((time) => !isNaN(new Date(time).getTime()));

/** When it is, the same on every device: '2027-жылдын 26-февралы саат 18:00 (Бишкек убактысы)'. */
export function deadlineWords({ instant }: Deadline, language: Language = spokenLanguage()): string {
  return speak(language, () =>
    msg(str`${formatInstant(new Date(instant), language)} (Бишкек убактысы)`, { id: 's.inBishkek' }),
  );
}

/** What remains, or how long ago it passed; today and tomorrow are those of Bishkek. */
export function remainingWords(deadline: Deadline, language: Language = spokenLanguage()): string {
  if (!isSaid(deadline)) return '';
  const { instant, remaining } = deadline;
  return speak(language, () => {
    if (remaining <= 0) {
      return remaining > -minute
        ? msg('Мөөнөт жаңы эле өттү', { id: 's.passedNow' })
        : msg(str`Мөөнөт өттү: ${lengthWords(-remaining)} мурун`, { id: 's.passedAgo' });
    }
    if (remaining < minute) return msg('Бир мүнөттөн аз калды', { id: 's.lessThanMinute' });
    const left = lengthWords(remaining);
    const isHours = unitOf(remaining) === hour;
    const days = dayOf(instant) - dayOf(instant - remaining);
    if (isHours && days === 0) return msg(str`Бүгүн бүтөт: ${left} калды`, { id: 's.endsToday' });
    if (isHours && days === 1) return msg(str`Эртең бүтөт: ${left} калды`, { id: 's.endsTomorrow' });
    return msg(str`${left} калды`, { id: 's.remains' });
  });
}

/** What `ServerClock.skew` found, in ms; nothing where the clock is right or nobody knows. */
export function skewWords(skew: number | undefined, language: Language = spokenLanguage()): string {
  if (!skew) return '';
  return speak(language, () => {
    // What is known is by how much at least.
    const unit = unitOf(Math.abs(skew));
    const length = lengthWords(Math.round(Math.abs(skew) / unit) * unit);
    return skew > 0
      ? msg(str`Бул түзмөктүн сааты туура эмес: ${length} алдыда. Мөөнөт сервердин сааты боюнча эсептелет.`, {
          id: 's.clockFast',
        })
      : msg(str`Бул түзмөктүн сааты туура эмес: ${length} артта. Мөөнөт сервердин сааты боюнча эсептелет.`, {
          id: 's.clockSlow',
        });
  });
}

/** In how many ms the words of `remainingWords` may be others: above zero, and a day at most, for a timer. */
export function nextChange(deadline: Deadline): number {
  if (!isSaid(deadline)) return day;
  const { instant, remaining } = deadline;
  const now = instant - remaining;
  const midnight = (dayOf(now) + 1) * day - zone - now;
  const unit = unitOf(Math.abs(remaining));
  const rest = Math.abs(remaining) % unit;
  // What remains loses a unit as soon as it is less than so many; what has passed gains one when it is full.
  const change = remaining > 0 ? rest + (remaining < minute ? 0 : 1) : unit - rest;
  return Math.ceil(Math.min(change, midnight)) || 1;
}
