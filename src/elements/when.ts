import { formatDate } from '../language/dates.js';
import { msg, spokenLanguage, str } from '../language/message.js';
import { clock, isoDay } from './clock.js';

/** An instant as it is said by the clock of this device: 'бүгүн, 14:05', 'кечээ, 09:30', '2026-жылдын 20-ноябры, 14:05'. */
export function when(instant: number | string): string {
  const time = new Date(instant);
  const day = isoDay(time);
  const now = new Date();
  if (day === isoDay(now)) return msg(str`бүгүн, ${clock(time)}`, { id: 'd.today' });
  now.setDate(now.getDate() - 1);
  if (day === isoDay(now)) return msg(str`кечээ, ${clock(time)}`, { id: 'd.yesterday' });
  return `${formatDate(day, spokenLanguage())}, ${clock(time)}`;
}
