import { expect } from '@open-wc/testing';
import type { RowAddEvent, RowRemoveEvent } from '../../../src/elements/events.js';
import { describeFields } from '../../../src/model/describe.js';
import { manyRows } from '../../sample.js';
import {
  all,
  button,
  controls,
  enter,
  focused,
  frame,
  heard,
  leave,
  nameOf,
  paste,
  press,
  settled,
  switchLanguage,
  type,
  until,
  write,
} from '../page.js';
import { dialogOf, labels, panelOf, pasteInto, tableHtml } from '../table-clipboard.js';
import { showSubject } from './subject.js';
import type { ListName, Shown, Subject } from './subject.js';

interface Row {
  readonly key: string;
  readonly value: Readonly<Record<string, string>>;
}

const rowsOf = (element: Element): HTMLElement[] =>
  all(element, '[role=row]').filter((row) => row.querySelector('[role=cell]'));
const numbers = (element: Element): string[] =>
  rowsOf(element).map((row) => row.querySelector('[role=cell]')?.textContent?.trim() ?? '');
const keys = (element: Shown): string[] => (element.value as Row[]).map(({ key }) => key);
const rowOf = (target: Element): Element | null => target.closest('[role=row]');
const said = (element: Element): string =>
  all(element, '[role=status]')
    .map((status) => status.textContent?.trim())
    .join('');

/** Presses a button by the keyboard, as a person without a mouse does. */
async function push(element: Element, name: RegExp): Promise<void> {
  button(element, name).focus();
  await press('Enter');
  await settled(element);
}

const add = /Сап кошуу/;
const undo = /Кайтаруу/;
const remove = (number: number): RegExp => new RegExp(`^${number}-сапты өчүрүү`);
const up = (number: number): RegExp => new RegExp(`^${number}-сапты жогору`);
const down = (number: number): RegExp => new RegExp(`^${number}-сапты төмөн`);

/** A list of rows that grows, shrinks and is put in order. */
export function isARowTable(subject: Subject & { readonly parts: readonly ListName[] }): void {
  const part = subject.parts[0] as ListName;
  const fields = describeFields(part);
  const first = fields[0]?.path as string;

  describe('rows', () => {
    it('empty: no table, a sentence that says so, and a button', async () => {
      const element = await showSubject(subject);
      const shown = all(element, '[role=table]').filter((table) => table.getClientRects().length);
      expect(shown).to.deep.equal([]);
      expect(all(element, 'p').some((text) => /сап жок/.test(text.textContent ?? ''))).to.equal(true);
      expect(button(element, add).disabled).to.equal(false);
    });

    it('a table to assistive technology too: named, with heads over as many cells', async () => {
      const element = await showSubject(subject, subject.filled);
      const [table, ...more] = all(element, '[role=table]');
      expect(more).to.deep.equal([]);
      expect(nameOf(table as Element)).to.equal(all(element, 'h3')[0]?.textContent);
      const heads = all(element, '[role=columnheader]');
      expect(heads.every((head) => nameOf(head))).to.equal(true);
      expect(rowsOf(element)).to.have.length(3);
      for (const row of rowsOf(element)) {
        expect([...row.querySelectorAll('[role=cell]')]).to.have.length(heads.length);
        expect(row.parentElement?.getAttribute('role')).to.equal('rowgroup');
      }
      for (const { label } of fields) {
        const words = all(element, '[role=columnheader], label').map(nameOf);
        expect(
          words.some((text) => text.includes(label.ky)),
          label.ky,
        ).to.equal(true);
      }
    });

    it('a row is added at the end with the focus in its first control, and it is said once', async () => {
      const element = await showSubject(subject, subject.filled);
      const events = heard('row-add', 'input', 'change');
      const before = rowsOf(element);
      await push(element, add);
      expect(rowsOf(element).slice(0, 3)).to.have.ordered.members(before);
      expect(numbers(element)).to.deep.equal(['1', '2', '3', '4']);
      expect(rowOf(focused())).to.equal(rowsOf(element)[3]);
      expect(focused()).to.equal(rowsOf(element)[3]?.querySelector('input, textarea, select'));
      expect(events.map(({ type }) => type)).to.deep.equal(['row-add', 'input', 'change']);
      expect(events[0]).to.include({ part, index: 3, target: element });
      expect((events[0] as RowAddEvent).index).to.equal(3);
      expect(said(element)).to.match(/^4-сап кошулду$/);
      await type('Үмүт');
      expect((element.value as Row[])[3]?.value[first]).to.equal('Үмүт');
    });

    it('the first row of an empty list', async () => {
      const element = await showSubject(subject);
      await push(element, add);
      await push(element, add);
      expect(numbers(element)).to.deep.equal(['1', '2']);
      expect(new Set(keys(element)).size).to.equal(2);
      expect(all(element, '[role=table]')[0]?.getClientRects().length).to.be.greaterThan(0);
    });

    it('a row is removed, the focus stays near, and undo brings it back in its place', async () => {
      const element = await showSubject(subject, subject.filled);
      const events = heard('row-remove');
      const before = element.value;
      const [one, two, three] = rowsOf(element);
      await push(element, remove(2));
      expect(rowsOf(element)).to.have.ordered.members([one, three]);
      expect(numbers(element)).to.deep.equal(['1', '2']);
      expect((events[0] as RowRemoveEvent).index).to.equal(1);
      expect(events[0]).to.include({ part, target: element });
      expect(said(element)).to.equal('2-сап өчүрүлдү');
      expect(document.activeElement).to.equal(element);
      expect(rowOf(focused())).to.equal(three);
      await push(element, undo);
      expect(element.value).to.deep.equal(before);
      expect(numbers(element)).to.deep.equal(['1', '2', '3']);
      expect(said(element)).to.match(/кайтарылды/);
      expect(document.activeElement).to.equal(element);
      expect(rowsOf(element)[1]?.querySelector('input, textarea')).to.have.property(
        'value',
        (two?.querySelector('input, textarea') as HTMLTextAreaElement).value,
      );
    });

    it('the focus is never lost while the list is emptied from the end', async () => {
      const element = await showSubject(subject, subject.filled);
      for (const number of [3, 2, 1]) {
        await push(element, remove(number));
        expect(document.activeElement, `after row ${number}`).to.equal(element);
        expect(focused().localName).to.equal('button');
      }
      expect(element.value).to.deep.equal([]);
      expect(nameOf(focused())).to.match(add);
    });

    it('undo brings back the row although others were typed in since', async () => {
      const element = await showSubject(subject, subject.filled);
      const before = (element.value as Row[]).map(({ key }) => key);
      await push(element, remove(1));
      await write(element, `${part}.0.${first}`, 'Жаңы');
      await push(element, undo);
      expect(keys(element)).to.deep.equal(before);
      expect((element.value as Row[])[1]?.value[first]).to.equal('Жаңы');
    });

    it('a row moves with its key, its nodes, what is shown at it, and the focus', async () => {
      const element = await showSubject(subject, subject.filled);
      const [one, two, three] = rowsOf(element);
      const [a, b, c] = keys(element);
      const kept = controls(one as Element).concat(all(element, 'x') as never);
      await push(element, down(1));
      expect(keys(element)).to.deep.equal([b, a, c]);
      expect(rowsOf(element)).to.have.ordered.members([two, one, three]);
      expect(controls(one as Element)).to.have.ordered.members(kept);
      expect(numbers(element)).to.deep.equal(['1', '2', '3']);
      expect(nameOf(focused())).to.match(down(2));
      expect(said(element)).to.equal('1-сап эми 2-сап');
      await press('Enter');
      await settled(element);
      expect(keys(element)).to.deep.equal([b, c, a]);
      // At the end the button that still works has the focus.
      expect(rowOf(focused())).to.equal(one);
      expect((focused() as HTMLButtonElement).disabled).to.equal(false);
      expect(nameOf(focused())).to.match(up(3));
      await press('Enter');
      await settled(element);
      await press('Enter');
      await settled(element);
      expect(keys(element)).to.deep.equal([a, b, c]);
      expect(rowsOf(element)).to.have.ordered.members([one, two, three]);
    });

    it('the first row does not go up nor the last down', async () => {
      const element = await showSubject(subject, subject.filled);
      expect(button(element, up(1)).disabled).to.equal(true);
      expect(button(element, down(3)).disabled).to.equal(true);
      expect(button(element, down(1)).disabled).to.equal(false);
      expect(button(element, up(3)).disabled).to.equal(false);
      await push(element, add);
      expect(button(element, down(3)).disabled).to.equal(false);
      expect(button(element, down(4)).disabled).to.equal(true);
      await push(element, remove(4));
      expect(button(element, down(3)).disabled).to.equal(true);
    });

    it('a message goes with its row', async () => {
      const element = await showSubject(subject, subject.filled);
      const control = await write(element, `${part}.0.${first}`, '');
      await leave(element);
      expect(control.getAttribute('aria-invalid')).to.equal('true');
      await push(element, down(1));
      expect(rowsOf(element)[1]?.contains(control)).to.equal(true);
      expect(control.getAttribute('aria-invalid')).to.equal('true');
      expect(rowsOf(element)[0]?.querySelectorAll('[aria-invalid=true]')).to.have.length(0);
    });

    it('every button of a row is named by its number, in each language', async () => {
      const element = await showSubject(subject, subject.filled);
      for (const language of ['ky', 'ru', 'en'] as const) {
        await switchLanguage(element, language);
        rowsOf(element).forEach((row, index) => {
          const names = [...row.querySelectorAll('button')].map(nameOf);
          expect(names).to.have.length(3);
          expect(new Set(names).size).to.equal(3);
          for (const name of names) expect(name).to.include(String(index + 1));
        });
      }
    });

    it('a box grows with a text that is too long to be seen in it', async () => {
      const element = await showSubject(subject, subject.begun);
      const field = fields.find(({ kind }) => kind === 'text' || kind === 'longText')?.path;
      const control = await enter(element, `${part}.0.${field}`);
      await frame();
      const before = control.clientHeight;
      paste('Көк-Төбө айылында таза суу түтүгүн жаңылоо. '.repeat(12));
      await settled(element);
      await frame();
      expect(control.clientHeight).to.be.greaterThan(before * 2);
      expect(control.scrollHeight).to.be.at.most(control.clientHeight + 2);
    });

    it('a key in one of 200 rows changes nothing outside of that row', async () => {
      const element = await showSubject(subject, manyRows(200, part));
      const control = await write(element, `${part}.150.${first}`, '');
      await leave(element);
      await enter(element, `${part}.150.${first}`);
      expect(control.getAttribute('aria-invalid')).to.equal('true');
      const records: MutationRecord[] = [];
      const observer = new MutationObserver((found) => void records.push(...found));
      observer.observe(element.shadowRoot as ShadowRoot, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      await type('Өз');
      await settled(element);
      await frame();
      records.push(...observer.takeRecords());
      observer.disconnect();
      expect(control.getAttribute('aria-invalid')).to.equal('false');
      const row = rowOf(control) as Element;
      expect(records.length).to.be.greaterThan(0);
      expect(
        records.filter(({ target }) => !row.contains(target)).map(({ target }) => target.nodeName),
      ).to.deep.equal([]);
      expect(row.querySelector('[role=cell]')?.textContent?.trim()).to.equal('151');
    });

    it('a row left blank is no row: nothing is missing in it', async () => {
      const element = await showSubject(subject, [{}, {}]);
      element.reportValidity();
      await settled(element);
      expect(rowsOf(element)).to.have.length(2);
      expect(element.issues.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
      for (const row of rowsOf(element)) expect(row.querySelector('[aria-invalid=true]')).to.equal(null);
    });

    it('a table whose columns have the words of the call comes in whole, and goes in one step', async () => {
      const element = await showSubject(subject, subject.filled);
      const before = element.value as Row[];
      const rows = manyRows(3, part).map(({ value }) => value as Record<string, string>);
      const shown = rows.map((row, index) => [
        `${index + 1}.`,
        ...fields.map(({ path, choices }) => choices?.[row[path] ?? '']?.ky ?? row[path] ?? ''),
      ]);
      await enter(element, `${part}.0.${first}`);
      pasteInto(focused(), { html: tableHtml([['№', ...labels(part)], ...shown]) });
      await panelOf(element);
      await push(element, /^3 сап кошуу/);
      await until(() => !dialogOf(element));
      expect((element.value as Row[]).slice(0, 3)).to.deep.equal(before);
      expect((element.value as Row[]).slice(3).map(({ value }) => value)).to.deep.equal(rows);
      await until(() => rowOf(focused()) === rowsOf(element)[3]);
      await push(element, undo);
      expect(element.value).to.deep.equal(before);
      expect(nameOf(focused())).to.match(add);
    });

    it('row keys that are no names do no harm', async () => {
      const odd = ['a b', `"'`, 'ө', '-1', '', 'a b', '🏔️', '0'];
      const element = await showSubject(
        subject,
        manyRows(odd.length, part).map(({ value }, index) => ({ key: odd[index], value })),
      );
      expect(new Set(keys(element)).size).to.equal(odd.length);
      for (let index = 0; index < odd.length; index++) {
        const control = await write(element, `${part}.${index}.${first}`, 'x');
        expect(rowOf(control)).to.equal(rowsOf(element)[index]);
        (control as HTMLInputElement).select();
        paste('');
        await leave(element);
        expect(control.getAttribute('aria-describedby')?.split(' ')).to.have.length(1);
        const message = (control.getRootNode() as ShadowRoot).getElementById(
          control.getAttribute('aria-describedby') as string,
        );
        expect(message && rowOf(message)).to.equal(rowOf(control));
      }
      await push(element, remove(1));
      expect(rowsOf(element)).to.have.length(odd.length - 1);
    });

    it('the number of a new value is that of its rows', async () => {
      const element = await showSubject(subject, subject.filled);
      element.value = manyRows(5, part);
      await until(() => rowsOf(element).length === 5);
      expect(numbers(element)).to.deep.equal(['1', '2', '3', '4', '5']);
      element.value = [];
      await settled(element);
      expect(rowsOf(element)).to.deep.equal([]);
    });
  });
}
