/** The partner's page of the kill test, and what is done in it. */
import { barePage } from '../e2e/site.mjs';

/**
 * A page with the form. Before the form hears of an input the page has told the journal at `address` of it and
 * had its answer, so that nothing can be on the disk of which the journal does not know.
 */
export const page = (address) =>
  barePage(
    `<script>(${record})(${JSON.stringify(address)})</script>` +
      '<script type="module" src="/embed/interest-letter.js"></script><interest-letter-form></interest-letter-form>',
  );

/* In the page. */
function record(address) {
  window.marks = { restored: 0, kept: false, conflicts: 0, errors: [] };
  const { marks } = window;
  const form = () => document.querySelector('interest-letter-form');

  window.tell = (places) => {
    const request = new XMLHttpRequest();
    request.open('POST', address, false);
    request.send(JSON.stringify({ at: Date.now(), ...places }));
  };
  /** The whole form, by place. */
  window.everything = () => {
    const places = {};
    const walk = (raw, place) => {
      if (typeof raw === 'string') places[place] = raw;
      else for (const name in raw) walk(raw[name], `${place}/${name}`);
    };
    for (const [part, value] of Object.entries(form().value)) {
      if (Array.isArray(value)) {
        places[part] = value.map(({ key }) => key).join(' ');
        for (const row of value) walk(row.value, `${part}/${row.key}`);
      } else if (typeof value === 'object') walk(value, part);
    }
    return places;
  };
  /** The controls that a person could use now. */
  window.controls = () =>
    [...form().shadowRoot.querySelectorAll('*')]
      .filter((section) => section.partName)
      .flatMap((section) =>
        [...section.shadowRoot.querySelectorAll('[data-path]')].map((control) => ({
          control,
          section,
          place: [
            section.partName,
            ...(control.closest('[data-key]') ? [control.closest('[data-key]').dataset.key] : []),
            ...control.dataset.path.split('.'),
          ].join('/'),
        })),
      );
  /** Where the screen shows another text than the form's value has. */
  window.differences = () => {
    const places = window.everything();
    return window
      .controls()
      .filter(({ control, place }) =>
        control.type === 'radio'
          ? control.checked !== (places[place] === control.value)
          : control.value !== (places[place] ?? ''),
      )
      .map(({ place }) => place);
  };

  addEventListener(
    'input',
    (event) => {
      const [control, ...around] = event.composedPath();
      const section = [control, ...around].find(({ partName }) => partName);
      if (control === section) {
        window.tell({ places: { [section.partName]: section.value.map(({ key }) => key).join(' ') } });
        return;
      }
      const { place } = window.controls().find((one) => one.control === control);
      window.tell({ places: { [place]: control.value } });
    },
    true,
  );
  addEventListener('draft-restore', () => marks.restored++);
  // The browser may have kept the page as it was.
  addEventListener('pageshow', ({ persisted }) => (marks.kept ||= persisted));
  addEventListener('draft-conflict', () => marks.conflicts++);
  addEventListener('error', ({ message }) => marks.errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => marks.errors.push(String(reason)));
}

const letters = 'абвгдежзийклмнопрстуфхцчшыэюяңөү  ,.0123456789';
const text = (random, length) =>
  Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');

/** Works in the form like a person, without end; rejects when the browser is gone. */
export async function work(tab, random) {
  for (;;) await act(tab, random);
}

/** One thing that a person does: types, pastes, chooses, adds, moves or removes a row, takes something back. */
export async function act(tab, random) {
  const which = random();
  if (which < 0.14) return tab.evaluate(addRow, random());
  if (which < 0.24) return tab.evaluate(workInRow, random(), random());
  if (which < 0.28) return tab.evaluate(takeBack, random());
  const kind = await tab.evaluate(enter, random(), random());
  if (kind === 'choice') return undefined;
  if (random() < 0.12) return tab.evaluate(paste, text(random, 200 + Math.floor(random() * 20_000)));
  return type(tab, random, 3 + Math.floor(random() * 25));
}

/** Types so many characters where the caret is, at the pace of a person or faster. */
export async function type(tab, random, length) {
  const delay = random() < 0.5 ? 0 : random() * 120;
  for (const letter of text(random, length)) {
    if (random() < 0.05) await tab.keyboard.press('Backspace');
    await tab.keyboard.type(letter);
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay * 2 * random()));
  }
}

/* These run in the page. */

async function addRow(which) {
  const { shadowRoot } = document.querySelector('interest-letter-form');
  const tags = ['activity-list-table', 'civic-group-table', 'donor-project-table'];
  const list = shadowRoot.querySelector(tags[Math.floor(which * 3)]);
  if (list.value.length < 8) list.shadowRoot.querySelector('.add').click();
  await list.updateComplete;
}

async function workInRow(which, what) {
  const { shadowRoot } = document.querySelector('interest-letter-form');
  const buttons = [...shadowRoot.querySelectorAll('*')]
    .filter(({ partName }) => partName)
    .flatMap((section) => [...section.shadowRoot.querySelectorAll('[data-act]')])
    .filter(({ dataset, disabled }) => !disabled && (dataset.act === 'remove') === what < 0.4);
  buttons[Math.floor(which * buttons.length)]?.click();
}

function takeBack(which) {
  const form = document.querySelector('interest-letter-form');
  const [undo, redo] = ['Акыркы өзгөртүүнү кайтаруу', 'Кайтарылганды кайра жасоо'].map((words) =>
    form.shadowRoot.querySelector(`[aria-label='${words}']`),
  );
  if (which < 0.15) form.clear();
  (which > 0.85 ? redo : undo).click();
  window.tell({ all: window.everything() });
}

function enter(which, how) {
  const all = window.controls();
  const { control } = all[Math.floor(which * all.length)];
  control.focus();
  if (control.type === 'radio') {
    control.click();
    return 'choice';
  }
  if (control.localName === 'select') {
    control.selectedIndex = Math.floor(how * control.options.length);
    for (const name of ['input', 'change'])
      control.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
    return 'choice';
  }
  if (how < 0.3) control.select();
  else control.setSelectionRange(control.value.length, control.value.length);
  return 'text';
}

function paste(text) {
  document.execCommand('insertText', false, text);
}
