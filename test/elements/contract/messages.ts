import { expect } from '@open-wc/testing';
import {
  all,
  click,
  controls,
  enter,
  focused,
  hostButton,
  isWrong,
  leave,
  nameOf,
  paste,
  press,
  saidAbout,
  settled,
  until,
  wording,
  write,
} from '../page.js';
import { showSubject } from './subject.js';
import type { Shown, Subject } from './subject.js';

const sentence = (element: Shown, path: string): string =>
  wording(
    element.issues.find((found) => found.path.join('.') === path),
    element.language,
  );

const wrongOnes = (element: Element): Element[] => controls(element).filter(isWrong);

/** What is wrong is said when a person has finished with a field, not before. */
export function saysWhatIsWrong(subject: Subject): void {
  describe('messages', () => {
    const { path, text, mended } = subject.wrong;

    it('none while typing for the first time; one after the field was left; gone when it is mended', async () => {
      const element = await showSubject(subject, subject.begun);
      const control = await write(element, path, text);
      const before = saidAbout(control);
      const words = sentence(element, path);
      expect(before).not.to.include(words);
      expect(isWrong(control)).to.equal(false);
      await leave(element);
      expect(saidAbout(control)).to.include(words);
      expect(isWrong(control)).to.equal(true);
      expect(wrongOnes(element)).to.deep.equal([control]);

      expect(await enter(element, path)).to.equal(control);
      expect(saidAbout(control)).to.include(words);
      (control as HTMLInputElement).select();
      paste(mended);
      await settled(element);
      expect(saidAbout(control)).not.to.include(words);
      expect(isWrong(control)).to.equal(false);
      await write(element, path, text);
      expect(saidAbout(control)).to.include(words);
    });

    it('what is said can be seen', async () => {
      const element = await showSubject(subject, subject.begun);
      const control = await write(element, path, text);
      const words = sentence(element, path);
      await leave(element);
      const message = all(element, 'p').find((found) => nameOf(found).includes(words));
      expect(message?.getBoundingClientRect().height).to.be.greaterThan(10);
      expect(control.isConnected).to.equal(true);
    });

    it('walking through by Tab says nothing', async () => {
      const element = await showSubject(subject, subject.begun);
      // Something to come to at the end: Firefox would go on into its own bars.
      await hostButton();
      await enter(element, subject.words);
      for (let stop = 0; stop < 6 && document.activeElement === element; stop++) await press('Tab');
      await settled(element);
      expect(wrongOnes(element)).to.deep.equal([]);
    });

    it('reportValidity() shows all and takes the focus into the first wrong field', async () => {
      const element = await showSubject(subject, subject.filled);
      await write(element, path, text);
      focused().blur();
      const words = sentence(element, path);
      expect(element.reportValidity()).to.equal(false);
      await until(() => document.activeElement === element);
      await settled(element);
      expect(isWrong(focused())).to.equal(true);
      expect(saidAbout(focused())).to.include(words);
      await write(element, path, mended);
      expect(element.reportValidity()).to.equal(true);
    });

    it('reportValidity() of an empty required one takes the focus into it', async () => {
      const element = await showSubject(subject, undefined, { required: true });
      expect(element.reportValidity()).to.equal(false);
      await until(() => document.activeElement === element);
    });

    it('every field that is not filled and has to be is pointed out', async () => {
      const element = await showSubject(subject, subject.begun, { required: true });
      await write(element, path, text);
      element.reportValidity();
      await settled(element);
      for (const issue of element.issues) {
        if (issue.path.length === 1) continue;
        await element.focusField(issue.path);
        expect(saidAbout(focused()), issue.path.join('.')).to.include(wording(issue));
        if (issue.severity === 'error') expect(isWrong(focused()), issue.path.join('.')).to.equal(true);
      }
    });

    it('a click on a button right after something wrong was typed arrives', async () => {
      const element = await showSubject(subject, subject.begun);
      const button = await hostButton();
      // Without it, Chromium and Firefox would scroll so that the button stays in its place.
      document.documentElement.style.setProperty('overflow-anchor', 'none');
      let clicks = 0;
      button.addEventListener('click', () => clicks++);
      const control = await write(element, path, text);
      const words = sentence(element, path);
      await click(button);
      document.documentElement.style.removeProperty('overflow-anchor');
      expect(clicks).to.equal(1);
      await until(() => saidAbout(control).includes(words));
    });

    it('another value begins anew', async () => {
      const element = await showSubject(subject, subject.begun);
      await write(element, path, text);
      await leave(element);
      expect(wrongOnes(element)).to.have.length(1);
      element.value = subject.begun;
      await settled(element);
      expect(wrongOnes(element)).to.deep.equal([]);
    });
  });
}

/** A warning is said as an error is, and holds nothing back. */
export function warns(subject: Subject, { path, text }: { path: string; text: string }): void {
  it(`warns at ${path}, and stays valid`, async () => {
    const element = await showSubject(subject, subject.filled);
    const control = await write(element, path, text);
    const words = sentence(element, path);
    expect(saidAbout(control)).not.to.include(words);
    await leave(element);
    expect(saidAbout(control)).to.include(words);
    expect(isWrong(control)).to.equal(false);
    expect(element.checkValidity()).to.equal(true);
    expect(element.matches(':valid')).to.equal(true);
  });
}
