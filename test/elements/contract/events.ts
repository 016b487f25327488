import { expect } from '@open-wc/testing';
import { enter, heard, leave, type } from '../page.js';
import { showSubject } from './subject.js';
import type { Subject } from './subject.js';

/** A host page hears of typing as from a native control. */
export function speaksWithItsHost(subject: Subject): void {
  describe('events', () => {
    it('input at each key, change once when the field is left, both from the element', async () => {
      const element = await showSubject(subject, subject.begun);
      const events = heard('input', 'change');
      await enter(element, subject.words);
      await type('Ош');
      expect(events.map(({ type }) => type)).to.deep.equal(['input', 'input']);
      await leave(element);
      expect(events.map(({ type }) => type)).to.deep.equal(['input', 'input', 'change']);
      for (const event of events) expect(event.target).to.equal(element);
    });

    it('the value is new when input is heard', async () => {
      const element = await showSubject(subject, subject.begun);
      const values: string[] = [];
      element.addEventListener('input', () => values.push(JSON.stringify(element.value)));
      await enter(element, subject.words);
      await type('Ош');
      expect(values).to.have.length(2);
      expect(values[0]).to.include('"О"');
      expect(values[1]).to.include('"Ош"');
    });

    it('no change where nothing was changed', async () => {
      const element = await showSubject(subject, subject.filled);
      const events = heard('input', 'change');
      await enter(element, subject.words);
      await leave(element);
      expect(events).to.deep.equal([]);
    });
  });
}
