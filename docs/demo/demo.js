import { texts } from './texts.js';

const eventNames = [
  'input',
  'change',
  'row-add',
  'row-remove',
  'draft-save',
  'draft-restore',
  'draft-conflict',
  'application-export',
  'application-submit',
  'application-sent',
  'application-error',
];
const logLength = 50;

const byId = (id) => document.getElementById(id);
const form = document.querySelector('interest-letter-form');

// The call must be set before the embed's script, which comes later in the page, upgrades the form.
const isPastCall = new URLSearchParams(location.search).get('call') === '2025';
if (isPastCall) {
  form.removeAttribute('call-src');
  byId('switch-call').dataset.i18n = 'callCurrent';
}
document.querySelector('script[src="/embed/interest-letter.js"]').addEventListener('error', () => {
  byId('form-missing').hidden = false;
  form.hidden = true;
});

/* ---- Language ---- */

let language = 'ky';
/** That in which the draft on this device was last shown; the address goes before it. */
let restored = 'ky';

for (const element of document.querySelectorAll('[data-i18n]')) {
  texts.ky[element.dataset.i18n] ??= element.textContent.trim().replace(/\s+/g, ' ');
}
for (const element of document.querySelectorAll('[data-i18n-label]')) {
  texts.ky[element.dataset.i18nLabel] ??= element.getAttribute('aria-label');
}

const word = (key, count = '') => texts[language][key].replace('{n}', count);

/** Shows a text that follows later changes of the language. */
function say(element, key, count = '') {
  element.dataset.i18n = key;
  element.dataset.i18nCount = count;
  element.textContent = word(key, count);
}

function addressFor(changes) {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) parameters.set(name, value);
    else parameters.delete(name);
  }
  return `${location.pathname}?${parameters}`;
}

function showLanguage() {
  const wanted = new URLSearchParams(location.search).get('lang');
  language = Object.hasOwn(texts, wanted ?? '') ? wanted : restored;
  document.documentElement.lang = language;
  form.setAttribute('lang', language);
  for (const element of document.querySelectorAll('[data-i18n]')) {
    element.textContent = word(element.dataset.i18n, element.dataset.i18nCount);
  }
  for (const element of document.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', word(element.dataset.i18nLabel));
  }
  for (const link of document.querySelectorAll('.languages a')) {
    link.href = addressFor({ lang: link.lang });
    if (link.lang === language) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  byId('switch-call').href = addressFor({ call: isPastCall ? '' : '2025' });
}

document.querySelector('.languages').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href + location.hash);
  showLanguage();
});
addEventListener('popstate', showLanguage);
form.addEventListener('draft-restore', (event) => {
  restored = event.language;
  showLanguage();
});
showLanguage();

/* ---- Copying ---- */

async function copy(source, status) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    say(status, 'copied');
  } catch {
    // Without https, or without permission, a page may only select the text.
    getSelection().selectAllChildren(source);
    say(status, 'copyByHand');
  }
}
byId('copy-snippet').addEventListener('click', () => copy(byId('snippet'), byId('snippet-status')));
byId('copy-json').addEventListener('click', () => copy(byId('json-text'), byId('json-status')));

/* ---- Events ---- */

const shorten = (text, length) => (text.length > length ? `${text.slice(0, length)}…` : text);

function summarizeValue(value) {
  if (typeof value === 'string') return shorten(value, 40);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && !value.every((item) => ['string', 'number'].includes(typeof item)))
    return `[${value.length}]`;
  try {
    return shorten(JSON.stringify(value) ?? String(value), 80);
  } catch {
    return String(value);
  }
}

/** What an event carries: its detail, or what its own class adds to Event. */
function carried(event) {
  const found = {};
  if (event.detail != null && typeof event.detail !== 'number') {
    return typeof event.detail === 'object' ? event.detail : { detail: event.detail };
  }
  for (let level = event; level && level !== Event.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (!['isTrusted', 'constructor', 'detail'].includes(name)) found[name] ??= event[name];
    }
  }
  return found;
}

function summarize(event) {
  if (event.type === 'input' || event.type === 'change') {
    const [control] = event.composedPath();
    const name = control.name || control.id || control.localName;
    if (control === form || typeof control.value !== 'string') return control === form ? '' : name;
    const value = ['checkbox', 'radio'].includes(control.type) ? String(control.checked) : control.value;
    return `${name}: ${shorten(value, 60)}`;
  }
  const entries = Object.entries(carried(event)).filter(
    ([, value]) => value != null && typeof value !== 'function',
  );
  return shorten(entries.map(([name, value]) => `${name}: ${summarizeValue(value)}`).join(' · '), 200);
}

function span(className, text = '') {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

const log = byId('log-list');
let newest;

function record(event) {
  byId('log-empty').hidden = true;
  if (event.type !== 'input' || newest?.name !== 'input') {
    const parts = [span('time'), span('name', event.type), span('count'), span('detail')];
    const item = document.createElement('li');
    item.append(...parts);
    log.prepend(item);
    while (log.children.length > logLength) log.lastElementChild.remove();
    newest = { name: event.type, count: 0, parts };
  }
  const [time, , count, detail] = newest.parts;
  newest.count += 1;
  time.textContent = new Date().toTimeString().slice(0, 8);
  count.textContent = newest.count > 1 ? `× ${newest.count}` : '';
  detail.textContent = summarize(event);
}

for (const name of eventNames) form.addEventListener(name, record);

byId('clear-log').addEventListener('click', () => {
  log.replaceChildren();
  newest = undefined;
  byId('log-empty').hidden = false;
});
byId('announce').addEventListener('change', (event) => {
  byId('log').setAttribute('aria-live', event.target.checked ? 'polite' : 'off');
});

/* ---- The application ---- */

function showApplication(application) {
  byId('json-text').textContent = JSON.stringify(application, null, 2);
  byId('json').hidden = byId('json-actions').hidden = false;
  byId('issues').hidden = true;
  byId('json-status').textContent = '';
  delete byId('json-status').dataset.i18n;
  say(byId('export-status'), 'exportDone');
}

function issueRow({ code, severity, path }) {
  const row = document.createElement('tr');
  const place = document.createElement('button');
  place.type = 'button';
  place.className = 'link';
  place.textContent = [path].flat().join('.');
  place.addEventListener('click', () => form.focusField?.(path));
  for (const content of [code, severity ?? 'error', place]) row.insertCell().append(content);
  return row;
}

function showIssues(issues) {
  byId('issue-rows').replaceChildren(...issues.map(issueRow));
  byId('issues').hidden = false;
  byId('json').hidden = byId('json-actions').hidden = true;
  say(byId('export-status'), 'exportIssues', String(issues.length));
}

form.addEventListener('application-export', (event) => {
  const application = event.application ?? event.detail?.application ?? event.detail;
  if (application) showApplication(application);
});

byId('export').addEventListener('click', async () => {
  if (!form.exportApplication) return say(byId('export-status'), 'exportNotReady');
  const result = await form.exportApplication();
  if (result.success) showApplication(result.data);
  else showIssues(result.issues);
});
