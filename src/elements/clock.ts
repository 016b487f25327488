const two = (number: number): string => String(number).padStart(2, '0');

/** The time of day as everybody here writes it: 14:05. */
export const clock = (time: Date): string => `${two(time.getHours())}:${two(time.getMinutes())}`;

/** The day of a clock on the wall: 2026-11-23. */
export const isoDay = (time: Date): string =>
  [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
