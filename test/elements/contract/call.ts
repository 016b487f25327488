import { expect } from '@open-wc/testing';
import type { ApplicationErrorEvent } from '../../../src/elements/events.js';
import { call2025 } from '../../../src/model/call-2025.js';
import type { Call } from '../../../src/model/call.js';
import { all, controls, focused, heard, settled, until, write } from '../page.js';
import { rawAt, showSubject } from './subject.js';
import type { Subject } from './subject.js';

/** A call of another year: every text of it has a mark. */
export function otherCall(mark: string): Call {
  const marked = <Value>(value: Value): Value =>
    (typeof value === 'string'
      ? `${mark} ${value}`
      : Array.isArray(value)
        ? value.map(marked)
        : Object.fromEntries(
            Object.entries(value as object).map(([name, inner]) => [name, marked(inner)]),
          )) as Value;
  return { ...structuredClone(call2025), id: 'next-call', texts: { ky: marked(call2025.texts.ky) } };
}

const reads = (element: Element, words: string): boolean =>
  all(element, 'h2, h3, p').some(({ textContent }) => textContent?.includes(words));

/** The texts of the call come from outside. */
export function readsItsCall(subject: Subject): void {
  describe('call', () => {
    const begun = async () => {
      const element = await showSubject(subject, subject.begun);
      const control = (await write(element, subject.words, 'Көк-Төбө')) as HTMLInputElement;
      control.setSelectionRange(2, 4);
      return { element, control, before: controls(element) };
    };
    const untouched = ({ element, control, before }: Awaited<ReturnType<typeof begun>>): void => {
      expect(controls(element)).to.have.ordered.members(before);
      expect(control.value).to.equal('Көк-Төбө');
      expect([control.selectionStart, control.selectionEnd]).to.deep.equal([2, 4]);
      expect(focused()).to.equal(control);
      expect(rawAt(subject, element.value, subject.words)).to.equal('Көк-Төбө');
    };

    it('another one changes the texts in place and loses nothing that was typed', async () => {
      const state = await begun();
      const errors = heard('application-error');
      state.element.call = otherCall('2031');
      await settled(state.element);
      expect(reads(state.element, '2031')).to.equal(true);
      expect(state.element.call.id).to.equal('next-call');
      untouched(state);
      state.element.call = null;
      await settled(state.element);
      expect(reads(state.element, '2031')).to.equal(false);
      expect(state.element.call.id).to.equal(call2025.id);
      untouched(state);
      expect(errors).to.deep.equal([]);
    });

    it('one that is no call is refused with application-error and changes nothing', async () => {
      const state = await begun();
      const errors = heard('application-error') as ApplicationErrorEvent[];
      const bad: unknown[] = [
        '{',
        7,
        [],
        {},
        { ...call2025, id: 'Not an id' },
        { ...call2025, texts: {} },
        { ...otherCall('<b>'), extra: 1 },
      ];
      for (const call of bad) {
        state.element.call = call as Call;
        await settled(state.element);
      }
      expect(errors).to.have.length(bad.length);
      for (const { issues, target } of errors) {
        expect(target).to.equal(state.element);
        expect(issues.length).to.be.greaterThan(0);
      }
      expect(state.element.call.id).to.equal(call2025.id);
      untouched(state);
    });

    it('is fetched from an address', async () => {
      const state = await begun();
      const address = URL.createObjectURL(new Blob([JSON.stringify(otherCall('2032'))]));
      state.element.setAttribute('call-src', address);
      await until(() => reads(state.element, '2032'));
      untouched(state);
    });

    it('an address where there is none is an application-error and changes nothing', async () => {
      const state = await begun();
      const errors = heard('application-error');
      for (const [count, address] of [
        '/test/elements/no-such-call.json',
        URL.createObjectURL(new Blob(['<!doctype html>'])),
        'http://[',
      ].entries()) {
        state.element.setAttribute('call-src', address);
        await until(() => errors.length === count + 1);
      }
      expect(state.element.call.id).to.equal(call2025.id);
      untouched(state);
    });
  });
}
