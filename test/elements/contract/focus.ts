import { expect } from '@open-wc/testing';
import { describeFields } from '../../../src/model/describe.js';
import { focused, labelOf } from '../page.js';
import { showSubject } from './subject.js';
import type { Subject } from './subject.js';

/** The call's own day: nobody types it. */
const untyped = ['municipality.populationAsOf'];

/** Every field can be gone to by its path. */
export function leadsToItsFields(subject: Subject): void {
  describe('focusField', () => {
    it('goes to every field there is, by an array and by a dotted path', async () => {
      const element = await showSubject(subject, subject.filled);
      for (const part of subject.parts) {
        const list = Array.isArray(
          subject.tag === 'interest-letter-form' ? (subject.filled as never)[part] : subject.filled,
        );
        const seen = new Set<HTMLElement>();
        const fields = describeFields(part);
        for (const { path, label } of fields) {
          const full = list ? `${part}.2.${path}` : `${part}.${path}`;
          if (untyped.includes(full)) continue;
          const names = full.split('.').map((name) => (/^\d+$/.test(name) ? Number(name) : name));
          focused().blur();
          expect(await element.focusField(full), full).to.equal(true);
          const control = focused();
          expect(control.matches('input, textarea, select'), full).to.equal(true);
          seen.add(control);
          const own = label.ky.replace(/\s+/g, ' ');
          if (!path.startsWith('priorityProblems') && full !== 'municipality.population')
            expect(labelOf(control), full).to.include(own);
          control.blur();
          expect(await element.focusField(names), full).to.equal(true);
          expect(focused(), full).to.equal(control);
          // A section alone takes paths within itself as well.
          if (subject.parts.length > 1) continue;
          control.blur();
          expect(await element.focusField(full.slice(part.length + 1)), full).to.equal(true);
          expect(focused(), full).to.equal(control);
        }
        expect(seen.size).to.equal(fields.filter(({ path }) => !untyped.includes(`${part}.${path}`)).length);
      }
    });

    it('a checked answer is where a choice has the focus', async () => {
      const element = await showSubject(subject, subject.filled);
      for (const part of subject.parts) {
        if (!['letter', 'municipality', 'selfAssessment'].includes(part)) continue;
        for (const { path, kind } of describeFields(part)) {
          if (!['choice', 'yesNo', 'score'].includes(kind)) continue;
          expect(await element.focusField(`${part}.${path}`)).to.equal(true);
          expect((focused() as HTMLInputElement).checked, path).to.equal(true);
        }
      }
    });

    it('says false for what is not there, and leaves the focus alone', async () => {
      const element = await showSubject(subject, subject.filled);
      await element.focusField(subject.words);
      const before = focused();
      const part = subject.parts[0] as string;
      for (const path of [
        '',
        'nothing',
        'evidence.99.note',
        `${part}.nothing`,
        `${part}.99.nothing`,
        `${part}.-1.results`,
        `${part}.0.nothing`,
        `${part}.constructor`,
        `${part}.__proto__`,
        `${subject.words}.more`,
        '"]',
        [],
        [part, 1e9, 'results'],
      ]) {
        if (path === '' || (path as string[]).length === 0) {
          // No field is named; that nothing is thrown is all.
          await element.focusField(path);
          await element.focusField(subject.words);
          continue;
        }
        expect(await element.focusField(path), String(path)).to.equal(false);
        expect(focused(), String(path)).to.equal(before);
      }
    });
  });
}
