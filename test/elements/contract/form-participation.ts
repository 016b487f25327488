import { expect } from '@open-wc/testing';
import {
  all,
  controlOf,
  controls,
  enter,
  focused,
  hostForm,
  isWrong,
  leave,
  nameOf,
  paste,
  saidAbout,
  settled,
  show,
  wording,
  write,
} from '../page.js';
import { rawAt, showSubject } from './subject.js';
import type { Subject } from './subject.js';

const sent = (form: HTMLFormElement, name: string): unknown[] =>
  new FormData(form).getAll(name).map((text) => JSON.parse(text as string));

/** The element is a control of the host's own `<form>`. */
export function takesPartInForms(subject: Subject): void {
  describe('in a form of the host page', () => {
    it('sends its value as JSON under its name', async () => {
      const form = await hostForm();
      const element = await showSubject(subject, subject.filled, { name: 'application' }, form);
      expect(element.form).to.equal(form);
      expect([...form.elements]).to.include(element);
      expect(sent(form, 'application').map(subject.content)).to.deep.equal([subject.content(subject.filled)]);
      element.name = 'letter';
      await settled(element);
      expect(element.getAttribute('name')).to.equal('letter');
      expect([...new FormData(form).keys()]).to.deep.equal(['letter']);
    });

    it('sends what was typed a moment ago', async () => {
      const form = await hostForm();
      const element = await showSubject(subject, subject.begun, { name: 'application' }, form);
      await enter(element, subject.words);
      paste('Көк-Төбө');
      expect(sent(form, 'application').map((value) => rawAt(subject, value, subject.words))).to.deep.equal([
        'Көк-Төбө',
      ]);
    });

    it('sends nothing without a name, disabled, or in a disabled fieldset', async () => {
      const form = await hostForm();
      const fieldset = await show(document.createElement('fieldset'), form);
      const element = await showSubject(subject, subject.filled, {}, fieldset);
      const keys = (): string[] => [...new FormData(form).keys()];
      expect(keys()).to.deep.equal([]);
      element.name = 'application';
      await settled(element);
      expect(keys()).to.deep.equal(['application']);
      element.disabled = true;
      await settled(element);
      expect(keys()).to.deep.equal([]);
      element.disabled = false;
      fieldset.disabled = true;
      await settled(element);
      expect(keys()).to.deep.equal([]);
      fieldset.disabled = false;
      await settled(element);
      expect(keys()).to.deep.equal(['application']);
    });

    it('is valid while empty, unless it is required', async () => {
      const form = await hostForm();
      const element = await showSubject(subject, undefined, {}, form);
      expect(element.checkValidity()).to.equal(true);
      expect(element.matches(':valid')).to.equal(true);
      expect(element.validity.valid).to.equal(true);
      element.required = true;
      await settled(element);
      expect(element.matches(':invalid')).to.equal(true);
      expect(element.checkValidity()).to.equal(false);
      expect(element.validity.valueMissing).to.equal(true);
      expect(element.validationMessage).not.to.equal('');
      expect(form.checkValidity()).to.equal(false);
      expect(element.willValidate).to.equal(true);
      element.disabled = true;
      await settled(element);
      expect(element.willValidate).to.equal(false);
      expect(form.checkValidity()).to.equal(true);
    });

    it('required and filled is valid', async () => {
      const element = await showSubject(subject, subject.filled, { required: true });
      expect(element.checkValidity()).to.equal(true);
      expect(element.matches(':valid')).to.equal(true);
    });

    it('is invalid once something wrong is typed, and valid once it is mended', async () => {
      const form = await hostForm();
      const element = await showSubject(subject, subject.filled, {}, form);
      const { path, text, mended } = subject.wrong;
      await write(element, path, text);
      await leave(element);
      expect(element.matches(':invalid')).to.equal(true);
      expect(form.checkValidity()).to.equal(false);
      await write(element, path, mended);
      await leave(element);
      expect(element.matches(':valid')).to.equal(true);
      expect(form.checkValidity()).to.equal(true);
    });

    it('can be styled as wrong by the page once a person was there, not before', async () => {
      const form = await hostForm();
      const element = await showSubject(subject, subject.filled, {}, form);
      // Browsers before 2024 have no custom states with plain names.
      const wrong = (): boolean =>
        !CSS.supports('selector(:state(a))') || element.matches(':state(user-invalid)');
      const { path, text, mended } = subject.wrong;
      await write(element, path, text);
      if (CSS.supports('selector(:state(a))')) expect(wrong()).to.equal(false);
      await leave(element);
      expect(wrong()).to.equal(true);
      await write(element, path, mended);
      await leave(element);
      if (CSS.supports('selector(:state(a))')) expect(wrong()).to.equal(false);
    });

    it('a submit is held back, shows what is wrong, and takes the focus there', async () => {
      const form = await hostForm();
      const element = await showSubject(subject, subject.filled, {}, form);
      const { path, text } = subject.wrong;
      const control = await write(element, path, text);
      await leave(element);
      focused().blur();
      // The same value set anew: nothing is shown yet.
      element.value = JSON.parse(JSON.stringify(element.value));
      await settled(element);
      expect(isWrong(control)).to.equal(false);
      let submitted = 0;
      form.addEventListener('submit', () => submitted++);
      form.requestSubmit();
      await settled(element);
      expect(submitted).to.equal(0);
      const issue = element.issues.find(({ severity }) => severity === 'error');
      expect(saidAbout(control)).to.include(wording(issue));
      expect(document.activeElement).to.equal(element);
    });

    it('form.reset() empties it', async () => {
      const form = await hostForm();
      const element = await showSubject(subject, subject.filled, { name: 'application' }, form);
      form.reset();
      await settled(element);
      expect(subject.content(element.value)).to.deep.equal(subject.blank);
      const texts = controls(element).filter((control) =>
        control.type === 'radio' ? (control as HTMLInputElement).checked : control.value,
      );
      expect(texts).to.deep.equal([]);
      expect(sent(form, 'application').map(subject.content)).to.deep.equal([subject.blank]);
    });

    it('puts back what the browser remembered of it', async () => {
      const element = await showSubject(subject);
      element.formStateRestoreCallback(JSON.stringify(subject.filled));
      await settled(element);
      expect(subject.content(element.value)).to.deep.equal(subject.content(subject.filled));
      const control = await controlOf(element, subject.words);
      expect(control.value).to.equal(rawAt(subject, subject.filled, subject.words));
    });

    it('moves to another form and back', async () => {
      const [first, second] = [await hostForm(), await hostForm()];
      const element = await showSubject(subject, subject.filled, { name: 'application' }, first);
      second.append(element);
      expect(element.form).to.equal(second);
      expect(sent(first, 'application')).to.have.length(0);
      expect(sent(second, 'application')).to.have.length(1);
      first.append(element);
      expect(element.form).to.equal(first);
      expect(sent(first, 'application')).to.have.length(1);
      expect(sent(second, 'application')).to.have.length(0);
    });

    it('taken out of the page and put back, it has what was typed and goes on', async () => {
      const element = await showSubject(subject, subject.begun);
      const control = await write(element, subject.words, 'Көк-Төбө');
      element.remove();
      await show(element);
      expect(control.isConnected).to.equal(true);
      expect(control.value).to.equal('Көк-Төбө');
      await write(element, subject.words, 'Ак-Өлөң');
      expect(rawAt(subject, element.value, subject.words)).to.equal('Ак-Өлөң');
    });

    it('shows a value that was set while it was out of the page', async () => {
      const element = await showSubject(subject, subject.begun);
      element.remove();
      element.value = subject.filled;
      await show(element);
      const control = await controlOf(element, subject.words);
      expect(control.value).to.equal(rawAt(subject, subject.filled, subject.words));
      expect(element.checkValidity()).to.equal(true);
    });

    const changing = (element: Element): Element[] =>
      all(element, 'button').filter((button) => /сап|Кайтаруу/i.test(nameOf(button)));

    for (const [how, act] of [
      ['disabled', (element) => (element.disabled = true)],
      [
        'in a disabled fieldset',
        (element) => ((element.parentElement as HTMLFieldSetElement).disabled = true),
      ],
    ] as [string, (element: Awaited<ReturnType<typeof showSubject>>) => void][]) {
      it(`${how}: no control takes input, and all do afterwards`, async () => {
        const fieldset = await show(document.createElement('fieldset'));
        const element = await showSubject(subject, subject.filled, {}, fieldset);
        expect(controls(element).length).to.be.greaterThan(5);
        expect(controls(element).filter((control) => control.matches(':disabled'))).to.deep.equal([]);
        act(element);
        await settled(element);
        expect(controls(element).filter((control) => !control.matches(':disabled'))).to.deep.equal([]);
        expect(changing(element).filter((button) => !button.matches(':disabled'))).to.deep.equal([]);
        element.disabled = fieldset.disabled = false;
        await settled(element);
        expect(controls(element).filter((control) => control.matches(':disabled'))).to.deep.equal([]);
      });
    }

    it('readonly: what is there can be read and reached, not changed', async () => {
      const element = await showSubject(subject, subject.filled, { readonly: true });
      const open = controls(element).filter(
        (control) => !control.matches(':disabled') && !(control as HTMLInputElement).readOnly,
      );
      expect(open).to.deep.equal([]);
      expect(changing(element).filter((button) => !button.matches(':disabled'))).to.deep.equal([]);
      await enter(element, subject.words);
      expect((focused() as HTMLInputElement).value).to.equal(rawAt(subject, subject.filled, subject.words));
      element.readonly = false;
      await write(element, subject.words, 'Ак-Өлөң');
      expect(rawAt(subject, element.value, subject.words)).to.equal('Ак-Өлөң');
    });
  });
}
