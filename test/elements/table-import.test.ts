import { expect } from '@open-wc/testing';
import type { RowTable } from '../../src/elements/row-table.js';
import { describeFields } from '../../src/model/describe.js';
import type { Row } from '../../src/model/draft.js';
import { writeXlsx } from '../../src/tables/write-tables.js';
import { manyRows, sampleDraft } from '../sample.js';
import { expectAccessible, expectUniqueIds, hostPage } from './contract/accessibility.js';
import {
  all,
  button,
  click,
  enter,
  engine,
  focused,
  frame,
  heard,
  hostForm,
  nameOf,
  press,
  settled,
  showElement,
  switchLanguage,
  type,
  until,
} from './page.js';
import { clipboard, dialogOf, labels, panelOf, pasteInto, tableHtml, tsv } from './table-clipboard.js';

const part = 'jointActivities';
const [name, initiator, citizens, results] = describeFields(part).map(({ path }) => path) as [
  string,
  string,
  string,
  string,
];
const heads = labels(part);
const cells = (count: number): string[][] => manyRows(count, part).map(({ value }) => Object.values(value));
const rowsOf = (element: RowTable): Row[] => element.value as Row[];
const texts = (element: RowTable): unknown[] => rowsOf(element).map(({ value }) => value);
const said = (element: Element): string =>
  all(element, '.foot [role=status]')
    .map(({ textContent }) => textContent?.trim())
    .join('');

const show = (members: Partial<RowTable> = {}, into?: Element): Promise<RowTable> =>
  showElement('activity-list-table', members as object, into);

/** A list with so many rows of which the last has nothing in it, with the focus there. */
async function withRows(count: number): Promise<RowTable> {
  const rows = [...sampleDraft[part].slice(0, count), { key: 'blank', value: {} }];
  const element = await show({ value: rows });
  await enter(element, `${part}.${count}.${name}`);
  return element;
}

/** The panel of a list, opened by its button. */
async function open(element: RowTable): Promise<HTMLDialogElement> {
  button(element, /Excel же Word/).click();
  return panelOf(element);
}

const push = async (element: RowTable, words: RegExp): Promise<void> => {
  button(element, words).click();
  await settled(element);
};

const words = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
const summary = (dialog: Element): string => words(dialog.querySelector('.summary') as Element);
const selects = (dialog: Element): HTMLSelectElement[] => [
  ...dialog.querySelectorAll<HTMLSelectElement>('thead select'),
];
const drawn = (dialog: Element): HTMLTableRowElement[] => [
  ...dialog.querySelectorAll<HTMLTableRowElement>('tbody tr'),
];

function choose(select: HTMLSelectElement | undefined, value: string): void {
  Object.assign(select as HTMLSelectElement, { value });
  for (const event of ['input', 'change'])
    select?.dispatchEvent(new Event(event, { bubbles: true, composed: event === 'input' }));
}

function chooseFile(dialog: Element, file: File): void {
  const input = dialog.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
  const data = new DataTransfer();
  data.items.add(file);
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const closed = (element: RowTable): Promise<void> => until(() => !dialogOf(element));

describe('a table pasted into a list', () => {
  it('is shown first, then added below what was typed, and said once', async () => {
    const element = await withRows(2);
    const before = texts(element);
    const events = heard('row-add', 'row-remove', 'input', 'change');
    const event = pasteInto(focused(), {
      html: tableHtml([heads, ...cells(3)]),
      text: tsv([heads, ...cells(3)]),
    });
    expect(event.defaultPrevented).to.equal(true);
    const dialog = await panelOf(element);
    expect(texts(element)).to.deep.equal(before);
    expect(events).to.deep.equal([]);
    expect(summary(dialog)).to.match(/^3 сап кошулат$/);
    expect(selects(dialog).map(({ value }) => value)).to.deep.equal([name, initiator, citizens, results]);
    await push(element, /^3 сап кошуу/);
    await closed(element);
    expect(texts(element)).to.deep.equal([...before, ...manyRows(3, part).map(({ value }) => value)]);
    expect(events.map((each) => each.type)).to.deep.equal([
      'row-add',
      'row-add',
      'row-add',
      'input',
      'change',
    ]);
    expect(events.slice(0, 3).map((each) => (each as unknown as { index: number }).index)).to.deep.equal([
      3, 4, 5,
    ]);
    expect(said(element)).to.equal('3 сап кошулду');
    await until(() => focused().matches('textarea'));
    expect((focused() as HTMLTextAreaElement).value).to.equal(cells(1)[0]?.[0]);
  });

  it('comes and goes in one step', async () => {
    const element = await withRows(2);
    const before = element.value;
    pasteInto(focused(), { text: tsv([heads, ...cells(40)]) });
    await panelOf(element);
    await push(element, /^40 сап кошуу/);
    await closed(element);
    await push(element, /Кайтаруу/);
    expect(element.value).to.deep.equal(before);
    expect(said(element)).to.match(/кайра алынды/);
    element.store.redo();
    await settled(element);
    expect(rowsOf(element)).to.have.length(43);
    element.store.undo();
    expect(element.value).to.deep.equal(before);
  });

  it('takes the place of rows in which nothing was typed, unasked', async () => {
    const element = await show({ value: [{}, {}] });
    const before = element.value;
    await enter(element, `${part}.0.${name}`);
    pasteInto(focused(), { text: tsv([heads, ...cells(2)]) });
    const dialog = await panelOf(element);
    expect(dialog.querySelector('input[type=radio]')).to.equal(null);
    await push(element, /^2 сап кошуу/);
    await closed(element);
    expect(texts(element)).to.deep.equal(manyRows(2, part).map(({ value }) => value));
    expect(said(element)).to.equal('2 сап кошулду');
    await push(element, /Кайтаруу/);
    expect(element.value).to.deep.equal(before);
  });

  it('takes the place of what was typed when that is chosen, and undo brings it back', async () => {
    const element = await withRows(2);
    const before = element.value;
    const events = heard('row-add', 'row-remove');
    pasteInto(focused(), { text: tsv([heads, ...cells(2)]) });
    const dialog = await panelOf(element);
    const [append, replace] = [...dialog.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    expect(append?.checked).to.equal(true);
    expect(words(replace?.closest('label') as Element)).to.match(/3 сап/);
    replace?.click();
    await push(element, /^2 сап кошуу/);
    await closed(element);
    expect(texts(element)).to.deep.equal(manyRows(2, part).map(({ value }) => value));
    expect(events.map((each) => [each.type, (each as unknown as { index: number }).index])).to.deep.equal([
      ['row-remove', 2],
      ['row-remove', 1],
      ['row-remove', 0],
      ['row-add', 0],
      ['row-add', 1],
    ]);
    await push(element, /Кайтаруу/);
    expect(element.value).to.deep.equal(before);
  });

  it('changes nothing when the panel is closed, and the focus goes back', async () => {
    const element = await withRows(2);
    const before = element.value;
    const field = focused();
    const events = heard('input', 'change', 'row-add');
    pasteInto(field, { text: tsv([heads, ...cells(3)]) });
    const dialog = await panelOf(element);
    choose(selects(dialog)[0], results);
    await press('Escape');
    await closed(element);
    expect(element.value).to.deep.equal(before);
    expect(focused()).to.equal(field);
    expect(events).to.deep.equal([]);
  });

  it('what cannot be read is named, taken over as it is, and says so in its row', async () => {
    const element = await withRows(1);
    const [one, two] = cells(2) as [string[], string[]];
    two[2] = 'бардыгы 350 киши';
    pasteInto(focused(), { text: tsv([heads, one, two]) });
    const dialog = await panelOf(element);
    expect(summary(dialog)).to.match(/1 уяча түшүнүксүз/);
    const cell = dialog.querySelector('td.wrong') as Element;
    expect(words(cell)).to.match(/350 киши.*Санды гана жазыңыз/);
    await push(element, /^2 сап кошуу/);
    await closed(element);
    expect(rowsOf(element)[3]?.value[citizens]).to.equal('бардыгы 350 киши');
    const control = await enter(element, `${part}.3.${citizens}`);
    expect(control.getAttribute('aria-invalid')).to.equal('true');
    const other = await enter(element, `${part}.2.${citizens}`);
    expect(other.getAttribute('aria-invalid')).to.equal('false');
  });

  it('what is not taken over is named: columns, rows, fields that stay empty', async () => {
    const element = await withRows(1);
    const rows = cells(3).map((row, index) => [String(index + 1), row[0], row[2], index ? '' : 'Сүрөтү бар']);
    rows.push(['', '', '', 'Жалпы 2 340']);
    pasteInto(focused(), { text: tsv([['№', heads[0], heads[2], 'Эскертүү'], ...rows] as string[][]) });
    const dialog = await panelOf(element);
    expect(summary(dialog)).to.match(/3 сап кошулат/);
    expect(summary(dialog)).to.match(/тилкелер: Эскертүү\./);
    expect(summary(dialog)).to.match(/саптар: 5\./);
    expect(summary(dialog)).to.include(heads[3]);
    expect(words(drawn(dialog)[3] as Element)).to.match(/алынбайт/);
  });

  it('of a cell with more words than its choice only the choice comes, and that is said', async () => {
    const element = await showElement('donor-project-table', { value: [{}] } as object);
    const status = 'implementationStatus';
    await enter(element, `donorProjects.0.donorName`);
    pasteInto(focused(), {
      text: tsv([labels('donorProjects'), ['АРИС', 'Суу', '12', 'Завершён в 2023 г.']]),
    });
    const dialog = await panelOf(element);
    expect(summary(dialog)).to.match(/калган сөздөрү алынбайт/);
    expect(words(drawn(dialog)[0] as Element)).to.match(/2023 г\. Алынат: аяктаган$/);
    await push(element, /^1 сап кошуу/);
    expect((texts(element)[0] as Record<string, string>)[status]).to.equal('completed');
  });

  it('a column goes where a person says, and each select is named by its column', async () => {
    const element = await withRows(1);
    pasteInto(focused(), { text: tsv([['Ким', 'Эмне', 'Канча', 'Кандай'], ...cells(2)]) });
    const dialog = await panelOf(element);
    const root = dialog.getRootNode() as ShadowRoot;
    // Words that nobody knows may be a row.
    dialog.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    for (const [index, word] of ['Ким', 'Эмне', 'Канча', 'Кандай'].entries())
      expect(nameOf(root.querySelectorAll('thead select')[index] as Element)).to.match(
        new RegExp(`^${word} .*кайда барат`),
      );
    for (const [index, target] of [results, citizens, '', name].entries())
      choose(selects(dialog)[index], target);
    // A field is filled by one column.
    choose(selects(dialog)[1], name);
    expect(selects(dialog).map(({ value }) => value)).to.deep.equal([results, name, '', '']);
    await push(element, /сап кошуу/);
    await closed(element);
    expect(texts(element).at(-1)).to.deep.equal({ [results]: cells(2)[1]?.[0], [name]: cells(2)[1]?.[1] });
  });

  it('nothing is added while no column goes anywhere', async () => {
    const element = await withRows(1);
    pasteInto(focused(), { text: tsv([heads, ...cells(2)]) });
    const dialog = await panelOf(element);
    for (const index of selects(dialog).keys()) choose(selects(dialog)[index], '');
    expect(button(element, /сап кошуу/).disabled).to.equal(true);
    expect(summary(dialog)).to.match(/тилкелердин үстүнөн/);
  });

  it('the first row is a heading or a row', async () => {
    const element = await withRows(1);
    pasteInto(focused(), { text: tsv([heads, ...cells(2)]) });
    const dialog = await panelOf(element);
    const box = dialog.querySelector<HTMLInputElement>('input[type=checkbox]') as HTMLInputElement;
    expect(box.checked).to.equal(true);
    box.click();
    expect(summary(dialog)).to.match(/^3 сап кошулат/);
    box.click();
    expect(summary(dialog)).to.match(/^2 сап кошулат/);
  });

  it('of many rows only some are drawn, with all in which something is wrong', async () => {
    const element = await withRows(1);
    const rows = cells(300);
    (rows[250] as string[])[2] = 'көп';
    pasteInto(focused(), { text: tsv([heads, ...rows]) });
    const dialog = await panelOf(element);
    expect(drawn(dialog).length).to.be.lessThan(60);
    expect(words(drawn(dialog).at(-1) as Element)).to.match(/^252 .*көп/);
    expect(words(dialog.querySelector('.more') as Element)).to.match(/249/);
    await push(element, /^300 сап кошуу/);
    await closed(element);
    expect(rowsOf(element)).to.have.length(302);
  });

  it('more rows than the form takes: said before', async () => {
    const element = await withRows(1);
    pasteInto(focused(), { text: tsv([heads, ...cells(2000)]) });
    const dialog = await panelOf(element);
    expect(summary(dialog)).to.match(/2 000/);
    expect(summary(dialog)).to.match(/2 002/);
  });

  it('goes into the field as text if that was meant, with native undo', async () => {
    const element = await withRows(1);
    await type('Мурда ');
    pasteInto(focused(), { text: 'Бир\tэки' });
    await panelOf(element);
    await push(element, /Жөн текст/);
    await closed(element);
    expect(rowsOf(element)).to.have.length(2);
    expect(rowsOf(element)[1]?.value[name]).to.equal('Мурда Бир\tэки');
    expect((focused() as HTMLTextAreaElement).value).to.equal('Мурда Бир\tэки');
    document.execCommand('undo');
    expect(rowsOf(element)[1]?.value[name]).to.not.include('эки');
  });

  for (const [what, data] of [
    ['a single cell', { html: '<table><tbody><tr><td>12</td></tr></tbody></table>', text: '12\r\n' }],
    ['lines of text', { text: 'Бир\nэки\nүч' }],
    ['text with an indent', { text: '\tБир\n\tэки' }],
    ['text of a document with tabs and no table', { html: '<p>Бир:\tэки</p>', text: 'Бир:\tэки' }],
  ] as const)
    it(`${what} is pasted by the browser`, async () => {
      const element = await withRows(1);
      expect(pasteInto(focused(), data).defaultPrevented).to.equal(false);
      await frame();
      expect(dialogOf(element)).to.equal(undefined);
    });

  for (const off of ['disabled', 'readonly'] as const)
    it(`${off}: nothing opens`, async () => {
      const element = await withRows(1);
      const field = focused();
      element[off] = true;
      await settled(element);
      expect(pasteInto(field, { text: tsv([heads, ...cells(2)]) }).defaultPrevented).to.equal(false);
      expect(button(element, /Excel же Word/).disabled).to.equal(true);
    });

  it('the panel closes when the list takes no more', async () => {
    const element = await withRows(1);
    pasteInto(focused(), { text: tsv([heads, ...cells(2)]) });
    await panelOf(element);
    element.readonly = true;
    await closed(element);
  });

  it('speaks another language in the middle of it and keeps what was chosen', async () => {
    const element = await withRows(1);
    pasteInto(focused(), { text: tsv([heads, ...cells(2)]) });
    const dialog = await panelOf(element);
    choose(selects(dialog)[1], '');
    const before = words(dialog);
    await switchLanguage(element, 'en');
    expect(dialog.lang).to.equal('en');
    expect(words(dialog)).to.not.equal(before);
    expect(words(dialog)).to.include('Results');
    expect(selects(dialog).map(({ value }) => value)).to.deep.equal([name, '', citizens, results]);
  });

  it('undo below the list takes back these rows and nothing that was done since', async () => {
    const element = await withRows(1);
    pasteInto(focused(), { text: tsv([heads, ...cells(2)]) });
    await panelOf(element);
    await push(element, /^2 сап кошуу/);
    await closed(element);
    const before = rowsOf(element).length - 2;
    element.store.addRow('civicGroups');
    await settled(element);
    await push(element, /Кайтаруу/);
    expect(rowsOf(element)).to.have.length(before);
    expect(element.store.rows('civicGroups')).to.have.length(1);
  });

  it('in a form of the host page its value has the rows', async () => {
    const form = await hostForm();
    const element = await show({ name: 'activities' }, form);
    await push(element, /Сап кошуу/);
    pasteInto(focused(), { text: tsv([heads, ...cells(2)]) });
    await panelOf(element);
    await push(element, /^2 сап кошуу/);
    await closed(element);
    const sent = JSON.parse(new FormData(form).get('activities') as string) as Row[];
    expect(sent.map(({ value }) => value)).to.deep.equal(manyRows(2, part).map(({ value }) => value));
  });
});

describe('the panel of a list opened by its button', () => {
  it('waits for a paste with the focus in its box, and goes back to the button', async () => {
    const element = await withRows(1);
    await click(button(element, /Excel же Word/));
    const dialog = await panelOf(element);
    expect(focused()).to.equal(dialog.querySelector('textarea'));
    expect(nameOf(focused())).to.match(/коюңуз/);
    await press('Escape');
    await closed(element);
    if (engine !== 'webkit') expect(nameOf(focused())).to.match(/Excel же Word/);
  });

  it('takes a table from the clipboard, even one of a single column', async () => {
    const element = await show();
    const dialog = await open(element);
    expect(pasteInto(focused(), { text: `${heads[0]}\nБир\nэки` }).defaultPrevented).to.equal(true);
    expect(words(dialog)).to.match(/текшериңиз/);
    expect(all(element, 'button').some((each) => /Жөн текст/.test(nameOf(each)))).to.equal(false);
    await push(element, /^2 сап кошуу/);
    await closed(element);
    expect(texts(element)).to.deep.equal([{ [name]: 'Бир' }, { [name]: 'эки' }]);
  });

  it('takes what a keyboard has put into the box without a paste', async () => {
    const element = await show();
    const events = heard('input', 'change');
    const dialog = await open(element);
    dialog.querySelector('textarea')?.focus();
    document.execCommand('insertText', false, tsv([heads, ...cells(2)]));
    await push(element, /Улантуу/);
    expect(selects(dialog).map(({ value }) => value)).to.deep.equal([name, initiator, citizens, results]);
    expect(events).to.deep.equal([]);
  });

  it('reads a CSV file of the Russian Windows', async () => {
    const element = await show();
    const dialog = await open(element);
    // «Название мероприятия;Результаты» and «Субботник;Чисто» in windows-1251.
    const bytes = [...'Название мероприятия;Результаты\r\nСубботник;Чисто\r\n'].map((letter) =>
      letter >= 'А' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0),
    );
    chooseFile(dialog, new File([new Uint8Array(bytes)], 'список.csv'));
    await until(() => dialog.querySelector('tbody'));
    await push(element, /^1 сап кошуу/);
    expect(texts(element)).to.deep.equal([{ [name]: 'Субботник', [results]: 'Чисто' }]);
  });

  it('its own XLSX and CSV come back as they went', async () => {
    const element = await show({
      value: [...manyRows(3, part), { key: 'x', value: { [name]: '=1+1', [results]: 'Бир\n"эки"' } }],
    });
    const before = texts(element);
    const { createObjectURL } = URL;
    const { click: follow } = HTMLAnchorElement.prototype;
    try {
      for (const kind of ['xlsx', 'csv']) {
        const saved: { data?: Blob; file?: string } = {};
        URL.createObjectURL = (data: Blob) => ((saved.data = data), 'blob:none');
        HTMLAnchorElement.prototype.click = function () {
          saved.file = this.download;
        };
        const dialog = await open(element);
        await push(element, new RegExp(`\\.${kind}`));
        await until(() => saved.file);
        expect(saved.file).to.match(new RegExp(`^2-Иш-чаралар.*\\.${kind}$`));
        const bytes = await (saved.data as Blob).arrayBuffer();
        chooseFile(dialog, new File([bytes], saved.file as string));
        await until(() => dialog.querySelector('tbody'));
        [...dialog.querySelectorAll<HTMLInputElement>('input[type=radio]')][1]?.click();
        await push(element, /^4 сап кошуу/);
        await closed(element);
        expect(texts(element)).to.deep.equal(before);
      }
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = follow;
    }
  });

  it('there is nothing to save of an empty list', async () => {
    const element = await show();
    await open(element);
    expect(button(element, /\.xlsx/).disabled).to.equal(true);
    expect(button(element, /\.csv/).disabled).to.equal(true);
  });

  it('of several tables in a file the one that fits is shown, and another can be chosen', async () => {
    const element = await show();
    const dialog = await open(element);
    const other = [['Аты', 'Кызматы'], ...Array.from({ length: 9 }, () => ['Асанов', 'адис'])];
    chooseFile(
      dialog,
      new File([`<html>${tableHtml(other)}<p>x</p>${tableHtml([heads, ...cells(2)])}</html>`], 'x.html'),
    );
    await until(() => dialog.querySelector('tbody'));
    expect(summary(dialog)).to.match(/^2 сап кошулат/);
    const sheets = dialog.querySelector<HTMLSelectElement>('.settings select') as HTMLSelectElement;
    expect(sheets.options).to.have.length(2);
    choose(sheets, [...sheets.options].find(({ selected }) => !selected)?.value ?? '');
    expect(drawn(dialog)[0]?.textContent).to.match(/Асанов|Аты/);
  });

  it('a file that cannot be read: what to do, and again', async () => {
    const element = await show();
    const dialog = await open(element);
    const alert = dialog.querySelector('[role=alert]') as Element;
    chooseFile(dialog, new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])], 'тизме.xls'));
    await until(() => words(alert));
    expect(words(alert)).to.match(/\.xlsx/);
    chooseFile(dialog, new File(['PK'], 'тизме.docx'));
    await until(() => /Ctrl\+C/.test(words(alert)));
    chooseFile(
      dialog,
      new File([(await writeXlsx(part, manyRows(2, part), 'ru')) as BlobPart], 'тизме.xlsx'),
    );
    await until(() => dialog.querySelector('tbody'));
    expect(summary(dialog)).to.match(/^2 сап кошулат$/);
    await push(element, /Башка таблица/);
    expect(words(dialog.querySelector('[role=alert]') as Element)).to.equal('');
    expect(dialog.querySelector('textarea')).to.not.equal(null);
  });

  it('a file dropped into it is read; one dropped beside it does not take the page away', async () => {
    const element = await show();
    const dialog = await open(element);
    const drop = (target: Element): DragEvent => {
      const event = new DragEvent('drop', { bubbles: true, cancelable: true, composed: true });
      const file = new File([tsv([heads, ...cells(2)])], 'x.tsv');
      Object.defineProperty(event, 'dataTransfer', { value: clipboard({}, [file]) });
      target.dispatchEvent(event);
      return event;
    };
    expect(drop(document.body).defaultPrevented).to.equal(true);
    await frame();
    expect(dialog.querySelector('tbody')).to.equal(null);
    expect(drop(dialog.querySelector('textarea') as Element).defaultPrevented).to.equal(true);
    await until(() => dialog.querySelector('tbody'));
    await press('Escape');
    await closed(element);
    expect(drop(document.body).defaultPrevented).to.equal(false);
  });

  it('ids are unique and axe finds nothing, empty, refused and with a table', async () => {
    const element = await show({ value: sampleDraft[part] }, await hostPage());
    const judge = async (): Promise<void> => {
      expectUniqueIds(element);
      if (engine === 'chromium') await expectAccessible(element.parentElement as Element);
    };
    const dialog = await open(element);
    await judge();
    chooseFile(dialog, new File(['PK'], 'тизме.docx'));
    await until(() => words(dialog.querySelector('[role=alert]') as Element));
    await judge();
    const rows = cells(3);
    (rows[1] as string[])[2] = 'көп';
    pasteInto(focused(), { text: tsv([heads, ...rows]) });
    expect(drawn(dialog)).to.have.length(3);
    await judge();
  });
});
