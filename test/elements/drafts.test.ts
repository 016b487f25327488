import { assert, expect } from '@open-wc/testing';
import type { DraftRestoreEvent, DraftSaveEvent } from '../../src/elements/events.js';
import type { InterestLetterForm } from '../../src/elements/interest-letter-form.js';
import { call2025 } from '../../src/model/call-2025.js';
import type { RawFields } from '../../src/model/draft.js';
import { sampleDraft } from '../sample.js';
import {
  all,
  button,
  controlOf,
  controls,
  engine,
  frame,
  heard,
  hostForm,
  paste,
  press,
  settled,
  show,
  showElement,
  switchLanguage,
  type,
  until,
  write,
} from './page.js';

/* The device: what is really in IndexedDB. */

const ofRequest = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const stores = ['drafts', 'contents', 'notes'];

async function inDatabase<Value>(
  work: (open: (name: string) => IDBObjectStore) => Promise<Value> | Value,
): Promise<Value> {
  const request = factory.open('interest-letter', 1);
  request.onupgradeneeded = () => stores.forEach((name) => request.result.createObjectStore(name));
  const database = await ofRequest(request);
  const transaction = database.transaction(stores, 'readwrite');
  const end = new Promise((resolve) => (transaction.oncomplete = resolve));
  const value = await work((name) => transaction.objectStore(name));
  await end;
  database.close();
  return value;
}

/** Everything that a store has, by key. */
const entries = (name: string): Promise<[IDBValidKey, unknown][]> =>
  inDatabase(async (open) => {
    const [keys, values] = await Promise.all([
      ofRequest(open(name).getAllKeys()),
      ofRequest<unknown[]>(open(name).getAll()),
    ]);
    return keys.map((key, index) => [key, values[index]]);
  });

const put = (name: string, key: IDBValidKey, value: unknown): Promise<unknown> =>
  inDatabase((open) => ofRequest(open(name).put(value, key)));

/* The page: what the browser may do to it. */

const factory = indexedDB;
const patches: (() => void)[] = [];
/** Puts something else in the place of a member until the test ends or the returned function is called. */
function patch(object: object, name: string, descriptor: PropertyDescriptor): () => void {
  const before = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, ...descriptor });
  const mend = (): void => {
    if (before) Object.defineProperty(object, name, before);
    else delete (object as Record<string, unknown>)[name];
  };
  patches.push(mend);
  return mend;
}
const fails = (name: string) => ({
  value: () => {
    throw new DOMException('', name);
  },
});

/** The person comes back to the window: everything is looked at and saved at once. */
const comeBack = (): unknown => document.dispatchEvent(new Event('visibilitychange'));

/* The form. */

let keys = 0;
let key = '';
const errors: unknown[] = [];
const onError = (event: Event): unknown => errors.push((event as PromiseRejectionEvent).reason ?? event);

beforeEach(async () => {
  key = `test-${++keys}`;
  errors.length = 0;
  const { error } = console;
  patch(console, 'error', {
    value: (...words: unknown[]) => {
      errors.push(words);
      error(...words);
    },
  });
  addEventListener('unhandledrejection', onError);
  localStorage.clear();
  await ofRequest(factory.deleteDatabase('interest-letter'));
});

afterEach(() => {
  for (const mend of patches.splice(0).reverse()) mend();
  sessionStorage.clear();
  removeEventListener('unhandledrejection', onError);
  expect(errors).to.deep.equal([]);
});

const open = (members: Partial<InterestLetterForm> = {}, into?: Element): Promise<InterestLetterForm> =>
  showElement('interest-letter-form', { draft: 'device', draftKey: key, ...members }, into);

const nameIn = (form: InterestLetterForm): unknown => form.value.letter.senderName;
const line = (form: InterestLetterForm): string => all(form, '[part=drafts]')[0]?.textContent ?? '';

/** Does something and waits until the form says that all of it is on the device. Resolves to how many saves it took. */
async function saving(form: InterestLetterForm, work: () => unknown): Promise<number> {
  let saves = 0;
  const count = (): unknown => saves++;
  form.addEventListener('draft-save', count);
  await work();
  do {
    await frame();
    form.requestUpdate();
    await settled(form);
  } while (!/сакталды|сохранено|saved on/i.test(line(form)));
  form.removeEventListener('draft-save', count);
  return saves;
}
const writeSaved = (form: InterestLetterForm, path: string, text: string): Promise<number> =>
  saving(form, () => write(form, path, text));

/** A page later: another element, which has only what the device kept. */
async function reopen(
  form: InterestLetterForm,
  members: Partial<InterestLetterForm> = {},
): Promise<InterestLetterForm> {
  form.remove();
  const events = heard('draft-restore');
  const next = await open(members);
  await until(() => events.length);
  await settled(next);
  return next;
}

/** Whether the device was asked whether it has a draft, and had none. */
async function opened(form: InterestLetterForm): Promise<void> {
  // Requests of one database are answered in order.
  await form.updateComplete;
  await entries('drafts');
  await entries('drafts');
  await settled(form);
}

describe('drafts on the device', () => {
  it('are saved as typed, and are there in the next page: texts, rows, order', async () => {
    const form = await open();
    const events = heard('draft-save') as DraftSaveEvent[];
    await form.focusField('letter.senderName');
    const before = Date.now();
    await type('Асанов');
    await until(() => events.length);
    expect(events[0]?.savedAt).to.be.at.least(before);
    await saving(form, () => {
      form.store.addRow('civicGroups', undefined, { groupName: 'Жаштар' });
      form.store.addRow('civicGroups', undefined, { groupName: 'Аялдар' });
      form.store.moveRow('civicGroups', form.value.civicGroups[1]?.key ?? '', -1);
    });
    await writeSaved(form, 'municipality.population', '7 2o0');
    const { value } = form;
    const next = await reopen(form);
    expect(next.value).to.deep.equal(value);
    expect((await controlOf(next, 'municipality.population')).value).to.equal('7 2o0');
    expect((await controlOf(next, 'civicGroups.0.groupName')).value).to.equal('Аялдар');
    expect(line(next)).to.include('сакталды');
  });

  it('say in which language they were shown last', async () => {
    const form = await open();
    await switchLanguage(form, 'ru');
    await writeSaved(form, 'letter.senderName', 'Асанов');
    const events = heard('draft-restore') as DraftRestoreEvent[];
    await reopen(form);
    expect(events[0]?.language).to.equal('ru');
  });

  it('when the page is hidden or goes, what was typed is written at once', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    await write(form, 'letter.oblast', 'Талас');
    patch(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
    // The database answers in the order in which it is asked.
    expect(JSON.stringify([await entries('notes'), await entries('contents')])).to.include('Талас');
    await write(form, 'letter.district', 'Бакай-Ата');
    dispatchEvent(new Event('pagehide'));
    expect(JSON.stringify([await entries('notes'), await entries('contents')])).to.include('Бакай-Ата');
  });

  it('one save takes many keys', async () => {
    const form = await open();
    const text = 'Абдылдабеков Турсунбек Эсенгелдиевич';
    await form.focusField('letter.senderName');
    const saves = await saving(form, () => [...text].forEach(paste));
    expect(saves).to.be.below(text.length / 2);
    expect(nameIn(await reopen(form))).to.equal(text);
  });

  it('draft="none" leaves nothing behind, not even an empty database', async () => {
    const form = await open({ draft: 'none' });
    await write(form, 'letter.senderName', 'Асанов');
    await press('Tab');
    comeBack();
    dispatchEvent(new Event('pagehide'));
    form.remove();
    const next = await open({ draft: 'none' });
    expect(nameIn(next)).to.equal(undefined);
    expect((await factory.databases()).map(({ name }) => name)).not.to.include('interest-letter');
    expect(sessionStorage.length + localStorage.length).to.equal(0);
  });

  it('draft="session" keeps them with the window only', async () => {
    const form = await open({ draft: 'session' });
    await writeSaved(form, 'letter.senderName', 'Асанов');
    await form.focusField('letter.oblast');
    await type('Талас');
    dispatchEvent(new Event('pagehide'));
    const next = await reopen(form, { draft: 'session' });
    expect(next.value.letter).to.deep.equal({ senderName: 'Асанов', oblast: 'Талас' });
    expect(sessionStorage.length).to.equal(1);
    expect((await factory.databases()).map(({ name }) => name)).not.to.include('interest-letter');
  });

  it('draft-key keeps them apart, on one page too', async () => {
    const one = await open();
    const other = await open({ draftKey: `${key}-other` });
    await writeSaved(one, 'letter.senderName', 'Асанов');
    await writeSaved(other, 'letter.senderName', 'Бакиров');
    one.remove();
    expect(nameIn(await reopen(other, { draftKey: `${key}-other` }))).to.equal('Бакиров');
    expect(nameIn(await reopen(one))).to.equal('Асанов');
  });

  it('another draft-key on the same element shows that draft, and back', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    await write(form, 'letter.oblast', 'Талас');
    form.draftKey = `${key}-other`;
    await until(() => nameIn(form) === undefined);
    await writeSaved(form, 'letter.senderName', 'Бакиров');
    form.draftKey = key;
    await until(() => nameIn(form) === 'Асанов');
    expect(form.value.letter).to.deep.equal({ senderName: 'Асанов', oblast: 'Талас' });
  });

  it('two forms of one key on one page show the same', async () => {
    const [one, other] = [await open(), await open()];
    await writeSaved(one, 'letter.senderName', 'Асанов');
    await until(() => nameIn(other) === 'Асанов');
    await writeSaved(other, 'letter.oblast', 'Талас');
    await until(() => one.value.letter.oblast === 'Талас');
    expect((await controlOf(other, 'letter.senderName')).value).to.equal('Асанов');
  });

  it('draft-expiry forgets what nobody has touched for so long, and only that', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    form.remove();
    const [[id, record] = []] = await entries('drafts');
    const days = (count: number): number => Date.now() - count * 864e5;
    await put('drafts', id as string, { ...(record as object), savedAt: days(29) });
    expect(nameIn(await reopen(form, { draftExpiry: 30 }))).to.equal('Асанов');
    await put('drafts', id as string, { ...(record as object), savedAt: days(31) });
    all(document.body, 'interest-letter-form').forEach((each) => each.remove());
    const next = await open({ draftExpiry: 30 });
    for (const name of ['drafts', 'contents']) await untilEmpty(name);
    expect(nameIn(next)).to.equal(undefined);
  });

  it('another call on the way changes nothing of what was typed', async () => {
    const form = await open({ draftKey: null });
    await writeSaved(form, 'letter.senderName', 'Асанов');
    form.call = { ...structuredClone(call2025), id: 'next-call' };
    await settled(form);
    await writeSaved(form, 'letter.oblast', 'Талас');
    const next = await reopen(form, { draftKey: null });
    expect(next.value.letter).to.deep.equal({ senderName: 'Асанов', oblast: 'Талас' });
  });

  it('the drafts of a call whose definition comes late are its own, and what is typed meanwhile is kept', async () => {
    const before = await open({ draftKey: null });
    await writeSaved(before, 'letter.senderName', 'Былтыркы');
    before.remove();
    let answer = (_: Response): void => undefined;
    patch(window, 'fetch', { value: () => new Promise((resolve) => (answer = resolve)) });
    const members = { draftKey: null, callSrc: '/call.json' };
    const form = await open(members);
    await write(form, 'letter.senderName', 'Асанов');
    await saving(form, () =>
      answer(new Response(JSON.stringify({ ...structuredClone(call2025), id: 'next-call' }))),
    );
    expect(form.value.callId).to.equal('next-call');
    form.remove();
    const next = await open(members);
    answer(new Response(JSON.stringify({ ...structuredClone(call2025), id: 'next-call' })));
    await until(() => nameIn(next) === 'Асанов');
    next.remove();
    const last = await open({ draftKey: null });
    await until(() => nameIn(last) === 'Былтыркы');
    expect(last.value.callId).to.equal(call2025.id);
  });

  it('a switch of the language touches nothing, with letters not saved yet', async () => {
    const form = await open();
    await write(form, 'letter.senderName', 'Өмүрбек уулу Үсөн');
    await switchLanguage(form, 'ru');
    await switchLanguage(form, 'en');
    expect((await controlOf(form, 'letter.senderName')).value).to.equal('Өмүрбек уулу Үсөн');
    await writeSaved(form, 'letter.oblast', 'Талас');
    expect(nameIn(await reopen(form))).to.equal('Өмүрбек уулу Үсөн');
  });

  it('after clear() the next page is blank, and what was cleared is kept', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    await saving(form, () => form.clear());
    form.remove();
    const next = await open();
    await opened(next);
    expect(next.value.letter).to.deep.equal({});
    const letters = (await entries('contents')).filter(([at]) => (at as string[])[1] === 'letter');
    expect(letters.map(([, letter]) => (letter as RawFields)['senderName'])).to.include('Асанов');
  });

  it('clear() taken back before the page goes: everything is there in the next', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    await saving(form, () => form.clear());
    button(form, /^Акыркы өзгөртүүнү кайтаруу$/).click();
    const next = await reopen(form);
    expect(nameIn(next)).to.equal('Асанов');
  });

  it('the element may be moved, and taken out and put in again', async () => {
    const form = await open();
    await write(form, 'letter.senderName', 'Асанов');
    const place = await show(document.createElement('div'));
    place.append(form);
    await write(form, 'letter.oblast', 'Талас');
    form.remove();
    await new Promise((later) => setTimeout(later));
    place.append(form);
    await settled(form);
    expect(form.value.letter).to.deep.equal({ senderName: 'Асанов', oblast: 'Талас' });
    await writeSaved(form, 'letter.district', 'Бакай-Ата');
    const next = await reopen(form);
    expect(next.value.letter).to.deep.equal({
      senderName: 'Асанов',
      oblast: 'Талас',
      district: 'Бакай-Ата',
    });
    expect((await entries('drafts')).length).to.equal(1);
  });

  it('what has no place in the form stays, from page to page', async () => {
    const form = await open();
    await saving(form, () => {
      form.value = { ...sampleDraft, partOfTomorrow: { note: 'Кийинки жыл' } };
    });
    const { leftOver } = form.value;
    expect(leftOver).to.deep.equal([{ path: ['partOfTomorrow'], value: { note: 'Кийинки жыл' } }]);
    let next = await reopen(form);
    await writeSaved(next, 'letter.senderName', 'Асанов');
    next = await reopen(next);
    expect(next.value.leftOver).to.deep.equal(leftOver);
    // Nothing else is left: that alone is no empty draft.
    await saving(next, () => {
      next.value = { partOfTomorrow: 'Кийинки жыл' };
    });
    next = await reopen(next);
    expect(next.value.leftOver).to.have.length(1);
  });

  describe('and a value that the host gives', () => {
    it('for another application: it is shown, and the draft is kept beside', async () => {
      const form = await open();
      await writeSaved(form, 'letter.senderName', 'Асанов');
      form.remove();
      const next = await open({ value: sampleDraft });
      await opened(next);
      expect(next.value.letter).to.deep.equal(sampleDraft.letter);
      await writeSaved(next, 'letter.oblast', 'Талас');
      next.remove();
      const letters = (await entries('contents')).filter(([at]) => (at as string[])[1] === 'letter');
      expect(letters.map(([, letter]) => (letter as RawFields)['senderName'])).to.have.members([
        'Асанов',
        sampleDraft.letter.senderName,
      ]);
      expect(nameIn(await reopen(next))).to.equal(sampleDraft.letter.senderName);
    });

    it('while the device is still being asked: it is shown, and the draft is kept beside', async () => {
      const form = await open();
      await writeSaved(form, 'letter.senderName', 'Асанов');
      form.remove();
      // Answers when the host has given its value.
      let answer = (): void => undefined;
      const { open: ask } = IDBFactory.prototype;
      const mend = patch(IDBFactory.prototype, 'open', {
        value: (...args: [string, number]) => {
          const request = {} as { onsuccess?: () => void; result?: IDBDatabase };
          answer = () => {
            mend();
            void ofRequest(ask.apply(factory, args)).then((database) => {
              request.result = database;
              request.onsuccess?.();
            });
          };
          return request;
        },
      });
      const next = await open();
      await until(() => answer.length === 0);
      next.value = sampleDraft;
      answer();
      await writeSaved(next, 'letter.oblast', 'Талас');
      expect(nameIn(next)).to.equal(sampleDraft.letter.senderName);
      expect((await entries('drafts')).length).to.equal(2);
    });

    it('for the same application: both come together', async () => {
      const form = await open();
      await writeSaved(form, 'letter.senderName', 'Асанов');
      const given = form.value;
      await writeSaved(form, 'letter.oblast', 'Талас');
      form.remove();
      const next = await open({ value: { ...given, municipality: { municipalityName: 'Көк-Төбө' } } });
      await until(() => next.value.letter.oblast === 'Талас');
      expect(next.value.municipality.municipalityName).to.equal('Көк-Төбө');
      expect(nameIn(next)).to.equal('Асанов');
    });

    it('after the draft came back: undo brings that again, and both are kept', async () => {
      const form = await open();
      await writeSaved(form, 'letter.senderName', 'Асанов');
      const next = await reopen(form);
      await saving(next, () => {
        next.value = sampleDraft;
      });
      expect((await entries('drafts')).length).to.equal(2);
      button(next, /^Акыркы өзгөртүүнү кайтаруу$/).click();
      expect(nameIn(next)).to.equal('Асанов');
    });
  });

  describe('and what the browser remembers of the page', () => {
    const older = (form: InterestLetterForm): string =>
      JSON.stringify({ ...form.value, letter: { senderName: 'Аса' } });

    it('does not come over a newer draft', async () => {
      const form = await open();
      await writeSaved(form, 'letter.senderName', 'Асанов');
      const state = older(form);
      form.remove();
      const next = document.createElement('interest-letter-form');
      Object.assign(next, { draft: 'device', draftKey: key });
      const conflicts = heard('draft-conflict');
      const host = await hostForm();
      host.append(next);
      await next.formStateRestoreCallback(state);
      await until(() => nameIn(next));
      await settled(next);
      expect(nameIn(next)).to.equal('Асанов');
      expect(conflicts).to.have.length(0);
      next.remove();
    });

    it('serves where nothing is kept or the device refuses', async () => {
      const state = older(await open());
      const kept = await open({ draft: 'none' });
      await kept.formStateRestoreCallback(state);
      expect(nameIn(kept)).to.equal('Аса');
      patch(IDBFactory.prototype, 'open', fails('SecurityError'));
      const refused = await open({ draftKey: `${key}-refused` });
      await refused.formStateRestoreCallback(state);
      expect(nameIn(refused)).to.equal('Аса');
    });
  });
});

/** Waits until a store has nothing. */
async function untilEmpty(name: string): Promise<void> {
  while ((await entries(name)).length);
}

describe('when the device refuses', () => {
  /** Types on while nothing can be saved; everything is on the screen and can be taken away. */
  async function goesOn(form: InterestLetterForm): Promise<void> {
    await until(() => line(form).includes('сакталбай жатат'));
    await write(form, 'letter.district', 'Бакай-Ата');
    expect((await controlOf(form, 'letter.senderName')).value).to.equal('Асанов');
    expect(form.value.letter).to.deep.include({ senderName: 'Асанов', district: 'Бакай-Ата' });
    expect(form.exportApplication().success).to.equal(false);
    const said = all(form, '[role=status]').map(({ textContent }) => textContent);
    assert.include(said.join(' '), 'сакталбай жатат');
    // The browser asks before it goes with the page.
    const leaving = new Event('beforeunload', { cancelable: true });
    expect(dispatchEvent(leaving)).to.equal(false);
  }

  /** It works again: everything is saved without another key. */
  async function recovers(form: InterestLetterForm): Promise<void> {
    await saving(form, comeBack);
    expect(line(form)).to.include('сакталды');
    expect(dispatchEvent(new Event('beforeunload', { cancelable: true }))).to.equal(true);
    const next = await reopen(form);
    expect(next.value.letter).to.deep.include({ senderName: 'Асанов', district: 'Бакай-Ата' });
  }

  const refusals: Record<string, () => () => void> = {
    'no room: a write throws': () => patch(IDBObjectStore.prototype, 'put', fails('QuotaExceededError')),
    'no room: the transaction is aborted at its end': () => {
      const error = new DOMException('', 'QuotaExceededError');
      const one = patch(IDBTransaction.prototype, 'error', { get: () => error });
      const other = patch(IDBTransaction.prototype, 'commit', {
        value(this: IDBTransaction) {
          this.abort();
        },
      });
      return () => [one, other].forEach((mend) => mend());
    },
    'access denied': () => patch(IDBFactory.prototype, 'open', fails('SecurityError')),
    'opening fails': () =>
      patch(IDBFactory.prototype, 'open', {
        value: () => {
          const request = { error: new DOMException('', 'InvalidStateError') } as {
            onerror?: (event: Event) => void;
          };
          queueMicrotask(() => request.onerror?.(new Event('error')));
          return request;
        },
      }),
    'no indexedDB': () => patch(window, 'indexedDB', { value: undefined }),
    'asking for indexedDB throws': () =>
      patch(window, 'indexedDB', {
        get() {
          throw new DOMException('', 'SecurityError');
        },
      }),
  };

  for (const [name, refuse] of Object.entries(refusals)) {
    it(`${name}: typing goes on, the person is told, and later all is saved`, async () => {
      const mend = refuse();
      const form = await open();
      await write(form, 'letter.senderName', 'Асанов');
      await goesOn(form);
      mend();
      await recovers(form);
    });
  }

  it('in the middle of the work: what was saved before stays', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    const mend = patch(IDBObjectStore.prototype, 'put', fails('QuotaExceededError'));
    await write(form, 'letter.oblast', 'Талас');
    await goesOn(form);
    form.remove();
    mend();
    const next = await reopen(form);
    expect(nameIn(next)).to.equal('Асанов');
  });

  it('says that there is no room otherwise than that the browser forbids it', async () => {
    const notice = async (form: InterestLetterForm): Promise<string> => {
      await write(form, 'letter.senderName', 'Асанов');
      await until(() => all(form, '[data-notice=trouble]').length);
      return all(form, '[data-notice=trouble]')[0]?.textContent ?? '';
    };
    const mend = patch(IDBObjectStore.prototype, 'put', fails('QuotaExceededError'));
    const full = await notice(await open());
    mend();
    patch(IDBFactory.prototype, 'open', fails('SecurityError'));
    const denied = await notice(await open({ draftKey: `${key}-denied` }));
    expect(full).not.to.equal(denied);
  });

  it('opening is never answered: the person is told, and when it is answered all is saved', async () => {
    const { open: ask } = IDBFactory.prototype;
    let answer = (): unknown => undefined;
    patch(IDBFactory.prototype, 'open', {
      value: (...args: [string, number]) => {
        const request = {} as { onsuccess?: () => void; result?: IDBDatabase };
        answer = async () => {
          request.result = await ofRequest(ask.apply(factory, args));
          request.onsuccess?.();
        };
        return request;
      },
    });
    const form = await open();
    await write(form, 'letter.senderName', 'Асанов');
    await goesOn(form);
    patches.pop()?.();
    await inDatabase(() => undefined);
    await saving(form, answer);
    expect(nameIn(await reopen(form))).to.equal('Асанов');
  });

  it('saving is never answered: the person is told', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    patch(IDBTransaction.prototype, 'oncomplete', { set: () => undefined });
    await write(form, 'letter.oblast', 'Талас');
    await goesOn(form);
  });

  it('the browser closes the database: it is opened again and nothing is said', async () => {
    const databases: IDBDatabase[] = [];
    const { transaction } = IDBDatabase.prototype;
    patch(IDBDatabase.prototype, 'transaction', {
      value(this: IDBDatabase, ...args: Parameters<IDBDatabase['transaction']>) {
        databases.push(this);
        return transaction.apply(this, args);
      },
    });
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    const last = databases.at(-1);
    last?.close();
    last?.dispatchEvent(new Event('close'));
    await writeSaved(form, 'letter.oblast', 'Талас');
    // iOS does it without a word.
    databases.at(-1)?.close();
    await writeSaved(form, 'letter.district', 'Бакай-Ата');
    // And in the middle of a save.
    const { put: write } = IDBObjectStore.prototype;
    let times = 0;
    patch(IDBObjectStore.prototype, 'put', {
      value(this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) {
        if (!times++) this.transaction.abort();
        return write.apply(this, args);
      },
    });
    await writeSaved(form, 'letter.keneshName', 'Кеңеш');
    expect(times).to.be.greaterThan(0);
    expect(line(form)).not.to.include('сакталбай жатат');
    const next = await reopen(form);
    expect(next.value.letter).to.deep.equal({
      senderName: 'Асанов',
      oblast: 'Талас',
      district: 'Бакай-Ата',
      keneshName: 'Кеңеш',
    });
  });

  it('notes that are broken keep neither the draft nor other notes away', async () => {
    const form = await open();
    await saving(form, () => write(form, 'letter.senderName', 'Асанов'));
    form.remove();
    const note = { slot: key, draftId: key, ids: {}, before: {}, revision: 1 };
    localStorage.setItem('interest-letter-note:0', '{"slot":');
    await put('notes', 'rubbish', 'rubbish');
    await put('notes', 'timeless', { ...note, id: 'timeless', after: { letter: { senderName: 'Жок' } } });
    const after = { municipality: { municipalityName: 'Талас' } };
    await put('notes', 'whole', { ...note, id: 'whole', at: Date.now(), after });
    const next = await open();
    await until(() => next.value.municipality.municipalityName);
    expect(next.value.municipality.municipalityName).to.equal('Талас');
    expect(nameIn(next)).to.equal('Асанов');
  });

  it('a newer version of the form was here: its database stays as it is', async () => {
    const request = factory.open('interest-letter', 2);
    request.onupgradeneeded = () => request.result.createObjectStore('tomorrow').put('Эртең', 'draft');
    (await ofRequest(request)).close();
    const form = await open();
    await write(form, 'letter.senderName', 'Асанов');
    await goesOn(form);
    form.remove();
    const database = await ofRequest(factory.open('interest-letter', 2));
    expect(await ofRequest(database.transaction('tomorrow').objectStore('tomorrow').get('draft'))).to.equal(
      'Эртең',
    );
    database.close();
    await ofRequest(factory.deleteDatabase('interest-letter'));
  });
});

describe('what is on the device and cannot be read', () => {
  const record = { id: '', slot: '', revision: 1, savedAt: 1.7e12, language: 'ky' };
  const deep = (levels: number): unknown => (levels ? { a: deep(levels - 1) } : 'a');
  const rubbish: Record<string, () => Promise<unknown>> = {
    'a record that is none': () => put('drafts', key, 'rubbish'),
    'a record of nothing': () => put('drafts', key, null),
    'a content that is none': async () => {
      await put('drafts', key, { ...record, id: key, slot: key });
      await put('contents', [key, 'schemaVersion'], 'rubbish');
    },
    'a content of a newer version': async () => {
      await put('drafts', key, { ...record, id: key, slot: key });
      await put('contents', [key, 'schemaVersion'], 2);
      await put('contents', [key, 'letter'], { senderName: 'Эртең' });
    },
    'a content of a version that never was': async () => {
      await put('drafts', key, { ...record, id: key, slot: key });
      await put('contents', [key, 'schemaVersion'], -1);
    },
    'a content that is too deep': async () => {
      await put('drafts', key, { ...record, id: key, slot: key });
      await put('contents', [key, 'letter'], deep(100));
    },
    'a record without its content': () => put('drafts', key, { ...record, id: key, slot: key }),
  };
  for (const [name, leaveIt] of Object.entries(rubbish)) {
    it(`${name}: is set aside and offered, and typing goes on in a draft of its own`, async () => {
      await leaveIt();
      const before = [...(await entries('drafts')), ...(await entries('contents'))];
      const form = await open();
      await until(() => all(form, '[data-notice^=unreadable]').length === 1);
      expect(nameIn(form)).to.equal(undefined);
      await writeSaved(form, 'letter.senderName', 'Асанов');
      const next = await reopen(form);
      expect(nameIn(next)).to.equal('Асанов');
      await writeSaved(next, 'letter.oblast', 'Талас');
      const after = [...(await entries('drafts')), ...(await entries('contents'))];
      for (const entry of before) expect(after).to.deep.include(entry);
      await until(() => all(next, '[data-notice^=unreadable]').length === 1);
    });
  }

  it('one that the disk has lost does not take the others with it', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    form.remove();
    await put('drafts', 'lost', { ...record, id: 'lost', slot: key });
    const { getAll } = IDBObjectStore.prototype;
    patch(IDBObjectStore.prototype, 'getAll', {
      value(this: IDBObjectStore, ...args: Parameters<IDBObjectStore['getAll']>) {
        const [range] = args;
        if (range instanceof IDBKeyRange && (range.lower as string[])[0] === 'lost')
          throw new DOMException('Failed to read large IndexedDB value', 'NotReadableError');
        return getAll.apply(this, args);
      },
    });
    const next = await reopen(form);
    expect(nameIn(next)).to.equal('Асанов');
    await until(() => all(next, '[data-notice^=unreadable]').length === 1);
  });

  it('something else becomes broken while the form is open: it is not written over', async () => {
    const form = await open();
    await writeSaved(form, 'letter.senderName', 'Асанов');
    const [[id] = []] = await entries('drafts');
    await put('drafts', id as string, 'rubbish');
    await writeSaved(form, 'letter.oblast', 'Талас');
    expect(new Map(await entries('drafts')).get(id as string)).to.equal('rubbish');
    const next = await reopen(form);
    expect(next.value.letter).to.deep.equal({ senderName: 'Асанов', oblast: 'Талас' });
  });
});

it('a text of 5 MB is saved and comes back whole', async function () {
  this.timeout(60_000);
  // WebKit takes minutes to draw it.
  if (engine === 'webkit') {
    document.body.style.display = 'none';
    patches.push(() => (document.body.style.display = ''));
  }
  const form = await open();
  const text = 'Өмүрбек үй-бүлөсү менен келди. '.repeat(100_000).slice(0, 3_000_000);
  assert(new Blob([text]).size > 4_900_000);
  // It need not have the focus, which it could not have where it is not drawn.
  const field = (host: Element): HTMLTextAreaElement =>
    all<HTMLTextAreaElement>(host, '[data-path=keneshCooperationComment]')[0] as HTMLTextAreaElement;
  const control = field(form);
  await saving(form, () => {
    control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  });
  form.remove();
  const next = await reopen(form);
  assert(next.value.selfAssessment.keneshCooperationComment === text);
  assert(field(next).value === text);
  await saving(next, () => {
    next.value = {};
  });
  expect(controls(next).length).to.be.greaterThan(30);
});
