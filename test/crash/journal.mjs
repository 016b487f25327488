/** What was typed and when, and how much of it is there after the browser was killed. */

/**
 * The history of every place of the form: of each field its texts, of each list the keys of its rows in order.
 * A place is `part/path`, `part/key/path`, or `part` for a list; its newest text is last.
 */
export class Journal {
  /** @type {Map<string, { at: number, text: string }[]>} */
  #places = new Map();
  /** Characters that were typed or pasted in all. */
  typed = 0;

  /** Something stands at a place since `at`, in ms since 1970. */
  note(place, text, at) {
    const history = this.#places.get(place) ?? [{ at: -Infinity, text: '' }];
    const before = history.at(-1).text;
    if (before === text) return;
    if (isText(place)) this.typed += Math.max(0, text.length - before.length);
    history.push({ at, text });
    this.#places.set(place, history);
  }

  /** The whole form as it stands since `at`. */
  noteAll(found, at) {
    for (const place of new Set([...this.#places.keys(), ...Object.keys(found)]))
      this.note(place, found[place] ?? '', at);
  }

  /** Whether there was anything in the form at a time. */
  hadText(at) {
    return [...this.#places.values()].some((history) => history.findLast((entry) => entry.at <= at)?.text);
  }

  /**
   * Compares what is found with what was there at `end`, and begins anew from what is found.
   * @param {Record<string, string>} found texts by place
   * @returns {{ lost: number, age: number, foreign: string[] }} characters lost; how long before the end the oldest
   * thing that is not there was done, in ms, 0 when nothing is lost; places whose text was never typed
   */
  compare(found, end) {
    let lost = 0;
    let age = 0;
    const foreign = Object.keys(found).filter((place) => found[place] && !this.#places.has(place));
    for (const [place, history] of this.#places) {
      const text = found[place] ?? '';
      const index = history.findLastIndex((entry) => entry.text === text);
      const [list, key, ...path] = place.split('/');
      // Whether a row may be gone is said by the keys of its list.
      if (path.length && list in found && !found[list].split(' ').includes(key)) continue;
      if (index < 0) foreign.push(place);
      history.slice(index + 1).forEach((entry, after) => {
        age = Math.max(age, end - entry.at);
        const before = history[index + after]?.text ?? '';
        if (isText(place)) lost += Math.max(0, entry.text.length - before.length);
      });
    }
    this.#places = new Map(Object.entries(found).map(([place, text]) => [place, [{ at: -Infinity, text }]]));
    return { lost, age, foreign };
  }
}

const isText = (place) => place.includes('/');
