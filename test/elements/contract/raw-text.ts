import { expect } from '@open-wc/testing';
import { controlOf, enter, leave, saidAbout, settled, wording, write } from '../page.js';
import { rawAt, showSubject } from './subject.js';
import type { Subject } from './subject.js';

/** What was typed stays what was typed. */
export function keepsWhatWasTyped(subject: Subject): void {
  describe('raw text', () => {
    it('that cannot be read stays in the value and in the field, with its message', async () => {
      const { path, text, code } = subject.wrong;
      const element = await showSubject(subject, subject.begun);
      const control = await write(element, path, text);
      await leave(element);
      expect(rawAt(subject, element.value, path)).to.equal(text);
      expect(control.value).to.equal(text);
      const issue = element.issues.find((found) => found.code === code);
      expect(saidAbout(control)).to.include(wording(issue));
      const again = await showSubject(subject, element.value);
      expect((await controlOf(again, path)).value).to.equal(text);
    });

    it('with space, look-alikes and marks is not tidied up under the hand', async () => {
      const element = await showSubject(subject, subject.begun);
      const text = '  ѳзгѳн  «ТОО» \u00a0<b>&amp;</b> й\u0306 🏔️ ';
      const control = await write(element, subject.words, text);
      await leave(element);
      expect(control.value).to.equal(text);
      expect(rawAt(subject, element.value, subject.words)).to.equal(text);
    });

    it('of a composition is not touched until it is finished', async () => {
      const element = await showSubject(subject, subject.begun);
      const control = await enter(element, subject.words);
      const say = (event: Event): boolean => control.dispatchEvent(event);
      say(new CompositionEvent('compositionstart', { bubbles: true, composed: true }));
      for (const text of ['К', 'Кө', 'Көк']) {
        control.value = text;
        (control as HTMLInputElement).setSelectionRange(1, text.length);
        say(new InputEvent('input', { bubbles: true, composed: true, isComposing: true, data: text }));
        await settled(element);
        expect(control.value).to.equal(text);
        expect((control as HTMLInputElement).selectionStart).to.equal(1);
      }
      say(new CompositionEvent('compositionend', { bubbles: true, composed: true, data: 'Көк' }));
      await settled(element);
      expect(rawAt(subject, element.value, subject.words)).to.equal('Көк');
    });

    it('a caret in the middle stays there while one types', async () => {
      const element = await showSubject(subject, subject.begun);
      const control = (await write(element, subject.words, 'Көкөбө')) as HTMLInputElement;
      control.setSelectionRange(3, 3);
      for (const letter of '-Т') {
        document.execCommand('insertText', false, letter);
        await settled(element);
      }
      expect(control.value).to.equal('Көк-Төбө');
      expect(control.selectionStart).to.equal(5);
    });
  });
}

/** An answer that is none of the choices is shown and kept. */
export function showsAnUnknownAnswer(subject: Subject, path: string, value: unknown, answer: string): void {
  it(`shows and keeps an answer at ${path} that is none of the choices`, async () => {
    const element = await showSubject(subject, value);
    const control = await controlOf(element, path);
    expect(control.value).to.equal(answer);
    if (control.type === 'radio') expect((control as HTMLInputElement).checked).to.equal(true);
    expect(rawAt(subject, element.value, path)).to.equal(answer);
    expect(element.checkValidity()).to.equal(false);
    element.reportValidity();
    await settled(element);
    const issue = element.issues.find((found) => found.path.join('.') === path);
    expect(saidAbout(control)).to.include(wording(issue));
  });
}
