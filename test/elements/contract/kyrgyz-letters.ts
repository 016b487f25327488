import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { all, click, engine, enter, focused, heard, hostButton, nameOf, press, settled } from '../page.js';
import { rawAt, showSubject } from './subject.js';
import type { Subject } from './subject.js';

const letterButtons = (element: Element): HTMLButtonElement[] =>
  all<HTMLButtonElement>(element, 'button').filter((button) => /^[ңөү]$/.test(nameOf(button)));

async function pressLetter(element: Element, letter: string): Promise<void> {
  const button = letterButtons(element).find((found) => nameOf(found) === letter);
  expect(button, letter).to.be.an.instanceOf(HTMLButtonElement);
  await click(button as HTMLButtonElement);
  await settled(element);
}

async function altKey(code: 'KeyJ' | 'KeyE' | 'KeyY', shift = false): Promise<void> {
  if (engine === 'webkit') {
    // Its driver holds no key down.
    focused().dispatchEvent(
      new KeyboardEvent('keydown', {
        code,
        altKey: true,
        shiftKey: shift,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );
    return;
  }
  await sendKeys({ down: 'Alt' });
  if (shift) await sendKeys({ down: 'Shift' });
  await sendKeys({ press: code as never });
  if (shift) await sendKeys({ up: 'Shift' });
  await sendKeys({ up: 'Alt' });
}

/** ң, ө, ү for those whose keyboard lacks them. */
export function offersKyrgyzLetters(subject: Subject, without: readonly string[]): void {
  describe('Kyrgyz letters', () => {
    const typed = async () => {
      const element = await showSubject(subject, subject.begun);
      const control = (await enter(element, subject.words)) as HTMLTextAreaElement;
      document.execCommand('insertText', false, 'Кк-Тб');
      return { element, control };
    };

    it('come with the focus in a field of words, and go when it leaves', async () => {
      const element = await showSubject(subject, subject.begun);
      const button = await hostButton();
      expect(letterButtons(element)).to.deep.equal([]);
      const control = await enter(element, subject.words);
      expect(letterButtons(element).map(nameOf)).to.have.members(['ң', 'ө', 'ү']);
      const box = control.getBoundingClientRect();
      for (const letter of letterButtons(element)) {
        const { bottom, left, right, height } = letter.getBoundingClientRect();
        expect(height).to.be.at.least(24);
        expect(bottom, 'above the field').to.be.at.most(box.top + 4);
        expect(left).to.be.at.least(box.left - 1);
        expect(right).to.be.at.most(box.right + 1);
      }
      button.focus();
      expect(letterButtons(element)).to.deep.equal([]);
    });

    it('write at the caret, with an input event, and the focus stays', async () => {
      const { element, control } = await typed();
      control.setSelectionRange(1, 1);
      const events = heard('input');
      await pressLetter(element, 'ө');
      expect(control.value).to.equal('Көк-Тб');
      expect(control.selectionStart).to.equal(2);
      control.setSelectionRange(5, 6);
      await pressLetter(element, 'ү');
      expect(control.value).to.equal('Көк-Тү');
      await pressLetter(element, 'ң');
      expect(control.value).to.equal('Көк-Түң');
      expect(events).to.have.length(3);
      expect(focused()).to.equal(control);
      expect(rawAt(subject, element.value, subject.words)).to.equal('Көк-Түң');
    });

    it('can be taken back by the native undo', async () => {
      const { element, control } = await typed();
      control.setSelectionRange(1, 1);
      await pressLetter(element, 'ө');
      expect(control.value).to.equal('Көк-Тб');
      document.execCommand('undo');
      await settled(element);
      // WebKit takes back what was typed before as well, as one.
      expect(engine === 'webkit' ? ['Кк-Тб', ''] : ['Кк-Тб']).to.include(control.value);
      expect(rawAt(subject, element.value, subject.words)).to.equal(control.value);
    });

    it('come with Alt and the key of о, у, н; capitals with Shift', async () => {
      const { element, control } = await typed();
      control.setSelectionRange(1, 1);
      await altKey('KeyJ');
      expect(control.value).to.equal('Көк-Тб');
      await altKey('KeyE');
      await altKey('KeyY', true);
      await settled(element);
      expect(control.value).to.equal('КөүҢк-Тб');
      expect(rawAt(subject, element.value, subject.words)).to.equal('КөүҢк-Тб');
      expect(focused()).to.equal(control);
    });

    it('are no stops on the way of Tab', async () => {
      const { element, control } = await typed();
      await press('Tab');
      expect(focused()).not.to.equal(control);
      expect(letterButtons(element)).not.to.include(focused());
    });

    for (const path of without) {
      it(`are not shown at ${path}`, async () => {
        const element = await showSubject(subject, subject.begun);
        await enter(element, subject.words);
        await enter(element, path);
        expect(letterButtons(element)).to.deep.equal([]);
      });
    }

    it('write nothing where nothing may be changed', async () => {
      const element = await showSubject(subject, subject.filled, { readonly: true });
      const control = await enter(element, subject.words);
      const before = control.value;
      await altKey('KeyJ');
      expect(control.value).to.equal(before);
      expect(letterButtons(element)).to.deep.equal([]);
    });
  });
}
