import { expect } from '@open-wc/testing';
import type { Language } from '../../../src/language/message.js';
import { describeFields } from '../../../src/model/describe.js';
import {
  all,
  controls,
  enter,
  focused,
  frame,
  labelOf,
  leave,
  saidAbout,
  settled,
  show,
  switchLanguage,
  until,
  wording,
  write,
} from '../page.js';
import { showSubject } from './subject.js';
import type { Shown, Subject } from './subject.js';

/** The label of the subject's field of words. */
function label(subject: Subject, language: Language): string {
  const [part, ...names] = subject.words.split('.');
  const description = describeFields(part as never).find(({ path }) => subject.words.endsWith(`.${path}`));
  return names.length && description ? description.label[language] : '';
}

/** What a heading of the call says, which every element shows. */
const headings = (element: Element): string[] =>
  all(element, 'h2, h3, legend, th').map((heading) => heading.textContent ?? '');

/** A change of language rewords the screen and loses nothing. */
export function followsTheLanguage(subject: Subject): void {
  describe('language', () => {
    for (const language of ['ru', 'en'] as const) {
      it(`switches to ${language} and back in place: nodes, text, caret, focus and scroll stay`, async () => {
        const element = await showSubject(subject, subject.begun);
        const control = (await write(element, subject.words, 'Көк-Төбө айылы')) as HTMLInputElement;
        control.setSelectionRange(3, 7, 'backward');
        window.scrollBy(0, -20);
        await frame();
        const top = (): number => control.getBoundingClientRect().top;
        const before = {
          controls: controls(element),
          values: controls(element).map(({ value }) => value),
          nodes: all(element, 'fieldset, tr, details, section'),
          scroll: window.scrollY,
          top: top(),
        };
        const inKyrgyz = headings(element);
        for (const next of [language, 'ky'] as const) {
          await switchLanguage(element, next);
          expect(controls(element)).to.have.ordered.members(before.controls);
          expect(controls(element).map(({ value }) => value)).to.deep.equal(before.values);
          expect(all(element, 'fieldset, tr, details, section')).to.have.ordered.members(before.nodes);
          expect(focused()).to.equal(control);
          await frame();
          // Texts above are longer or shorter: the page stays, or (with scroll anchoring) what is in sight.
          const moved = Math.min(Math.abs(window.scrollY - before.scroll), Math.abs(top() - before.top));
          expect(moved).to.be.below(60);
          expect([control.selectionStart, control.selectionEnd]).to.deep.equal([3, 7]);
          if (next === 'ky') expect(headings(element)).to.deep.equal(inKyrgyz);
          else {
            const reworded = headings(element);
            expect(reworded).to.have.length(inKyrgyz.length);
            expect(
              reworded.filter((text, index) => text === inKyrgyz[index] && /\p{L}/u.test(text)),
            ).to.deep.equal([]);
            expect(label(subject, next)).not.to.equal(label(subject, 'ky'));
          }
        }
      });
    }

    it('words the labels of its fields anew', async () => {
      const element = await showSubject(subject, subject.begun);
      const control = await enter(element, subject.words);
      if (!subject.words.includes('priorityProblems'))
        expect(labelOf(control)).to.include(label(subject, 'ky'));
      const before = labelOf(control);
      await switchLanguage(element, 'ru');
      expect(labelOf(control)).not.to.equal(before);
      if (!subject.words.includes('priorityProblems'))
        expect(labelOf(control)).to.include(label(subject, 'ru'));
    });

    it('words a message that is shown anew', async () => {
      const element = await showSubject(subject, subject.begun);
      const { path, text, code } = subject.wrong;
      const control = await write(element, path, text);
      await leave(element);
      const issue = element.issues.find((found) => found.code === code);
      expect(saidAbout(control)).to.include(wording(issue, 'ky'));
      await switchLanguage(element, 'ru');
      expect(saidAbout(control)).to.include(wording(issue, 'ru'));
      expect(wording(issue, 'ru')).not.to.equal(wording(issue, 'ky'));
      await switchLanguage(element, 'en');
      expect(saidAbout(control)).to.include(wording(issue, 'en'));
    });

    const shownIn = async (element: Shown, language: Language): Promise<void> => {
      await until(() => element.language === language);
      await settled(element);
    };

    it("is that of the nearest ancestor's lang, and follows it", async () => {
      const place = document.createElement('div');
      place.lang = 'ru-RU';
      await show(place);
      const element = await showSubject(subject, undefined, {}, place);
      await shownIn(element, 'ru');
      const inRussian = headings(element);
      place.lang = 'en-GB';
      await shownIn(element, 'en');
      expect(headings(element)).not.to.deep.equal(inRussian);
      place.removeAttribute('lang');
      document.documentElement.lang = 'ru';
      await shownIn(element, 'ru');
      expect(headings(element)).to.deep.equal(inRussian);
    });

    it('its own lang wins; one that is not known counts for nothing', async () => {
      const place = document.createElement('div');
      place.lang = 'ru';
      await show(place);
      const element = await showSubject(subject, undefined, { lang: 'en-US' }, place);
      await shownIn(element, 'en');
      element.lang = 'kk';
      await shownIn(element, 'ru');
      place.lang = 'de';
      await shownIn(element, 'ky');
    });

    it('moved to a place of another language, it speaks that', async () => {
      const place = document.createElement('div');
      place.lang = 'ru';
      await show(place);
      const element = await showSubject(subject);
      expect(element.language).to.equal('ky');
      place.append(element);
      await shownIn(element, 'ru');
    });
  });
}
