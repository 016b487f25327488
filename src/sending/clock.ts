import type { Call } from '../model/call.js';

/** A device's clock that differs less from the server's counts as right, in ms. */
const tolerance = 120_000;
/** A `Date` header tells whole seconds. */
const second = 1000;

/**
 * The time by the server's clock, as far as its answers have told it; by the device's until then. Nothing of it is
 * kept: what was true before a restart need not be true after it. All times are ms since 1970.
 */
export class ServerClock {
  /** What is to be added to the device's clock lies between these. */
  #least = -Infinity;
  #most = Infinity;

  constructor(readonly device: () => number = () => Date.now()) {}

  /**
   * An answer has come that no cache between has kept: its headers, and when, by the device's clock, it was asked
   * for and there. The answer may be long in coming; the server looked at its clock sometime between.
   */
  learn(headers: Pick<Headers, 'get'>, askedAt: number, answeredAt: number): void {
    const date = Date.parse(headers.get('Date') ?? '');
    if (isNaN(date) || headers.get('Age') || answeredAt < askedAt) return;
    const [least, most] = [date - answeredAt, date + second - askedAt];
    const isSame = least <= this.#most && most >= this.#least;
    // Otherwise somebody has set one of the clocks meanwhile.
    this.#least = isSame ? Math.max(this.#least, least) : least;
    this.#most = isSame ? Math.min(this.#most, most) : most;
  }

  /** Whether a server has told the time. */
  get isKnown(): boolean {
    return this.#most < Infinity;
  }

  now(): number {
    // Answers come soon after the clock was looked at; it is what goes before that takes long.
    return (
      this.device() + (this.isKnown ? this.#least + Math.min(this.#most - this.#least, 2 * second) / 2 : 0)
    );
  }

  /** By how much the device's clock is surely wrong, in ms: above zero when it is fast. Else nothing. */
  get skew(): number | undefined {
    if (this.#least > tolerance) return -this.#least;
    if (this.#most < -tolerance) return -this.#most;
    return undefined;
  }
}

/** How a call's deadline stands. */
export interface Deadline {
  /** In ms since 1970: the same wherever the device thinks that it is. */
  readonly instant: number;
  /** In ms; below zero when it has passed. */
  readonly remaining: number;
  readonly passed: boolean;
  /** What the call does with what comes later. */
  readonly late: Call['late'];
  /** Whether something new may be posted now. */
  readonly mayPost: boolean;
}

/** A post that begins before the instant of `submissionDeadline` is in time. */
export function deadlineOf(
  { submissionDeadline, late }: Pick<Call, 'submissionDeadline' | 'late'>,
  clock: Pick<ServerClock, 'now'>,
): Deadline {
  const instant = Date.parse(submissionDeadline);
  const remaining = instant - clock.now();
  const passed = remaining <= 0;
  return { instant, remaining, passed, late, mayPost: !passed || late === 'allow' };
}
