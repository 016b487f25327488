import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { call2025 } from '../../../src/model/call-2025.js';
import { toApplication } from '../../../src/model/validate.js';
import { sampleApplication, sampleDraft } from '../../sample.js';
import { controlOf, controls, enter, focused, heard, hostButton, settled, write } from '../page.js';
import { rawAt, showSubject, wholeForm } from './subject.js';
import type { Subject } from './subject.js';

const throwing = new Proxy(
  {},
  {
    ownKeys() {
      throw new Error('ownKeys');
    },
    get() {
      throw new Error('get');
    },
  },
);
const round: Record<string, unknown> = {};
round['round'] = round;
const deep = (): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < 20_000; level++) value = [value];
  return value;
};

/** What a host page may set by mistake, and what a file may hold by malice. */
const hostile: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['undefined', undefined],
  ['a number', 7],
  ['NaN', NaN],
  ['a text', 'JSON эмес'],
  ['torn JSON', '{"letter":'],
  ['true', true],
  ['a bigint', 7n],
  ['a symbol', Symbol('x')],
  ['a function', () => 1],
  ['a date', new Date(0)],
  ['a map', new Map([['a', 1]])],
  ['nested lists', [[[]], [null], null, 1, 'text']],
  ['an object with a list inside', { '': [], letter: 3, jointActivities: { 0: 'x' } }],
  [
    'odd rows',
    [
      { key: 1, value: 2 },
      { key: '', value: {} },
      { key: 'a', value: {} },
      { key: 'a', value: {} },
    ],
  ],
  ['keys of prototypes', JSON.parse('{"__proto__": {"x": 1}, "constructor": {"y": 2}, "toString": "z"}')],
  ['rows with keys of prototypes', JSON.parse('[{"__proto__": {"x": 1}, "constructor": "y"}]')],
  ['lists in the place of texts', { senderName: ['a'], municipalityName: { b: 1 }, priorityProblems: 'c' }],
  ['rows with objects in the place of texts', [{ activityName: { a: 1 }, groupName: [2], donorName: [] }]],
  ['a round object', round],
  ['a row that is round', [round]],
  ['a proxy that throws', throwing],
  ['a row that throws', [throwing]],
  [
    'a field that throws',
    Object.defineProperty({}, 'senderName', { enumerable: true, get: () => throwing.valueOf() }),
  ],
  ['depth', deep()],
  ['a list with holes', [undefined, , {}]],
  [
    'parts with holes',
    { jointActivities: [undefined], priorityProblems: [, 'Суу'], selfAssessment: undefined },
  ],
  ['a long text', { senderName: 'ө'.repeat(100_000) }],
];

/** What is given comes back; what cannot be taken hurts nothing. */
export function keepsItsValue(subject: Subject): void {
  describe('value', () => {
    it('comes back as it was set, and can be set again', async () => {
      const element = await showSubject(subject, subject.filled);
      expect(subject.content(element.value)).to.deep.equal(subject.content(subject.filled));
      const again = await showSubject(subject, JSON.parse(JSON.stringify(element.value)));
      expect(again.value).to.deep.equal(element.value);
      expect(controls(again).map(({ value }) => value)).to.deep.equal(
        controls(element).map(({ value }) => value),
      );
    });

    it('takes the values of an application: numbers, answers, telephones, plain rows', async () => {
      const element = await showSubject(subject, subject.typed);
      expect(element.checkValidity()).to.equal(true);
      const draft =
        subject.tag === 'interest-letter-form'
          ? element.value
          : { ...sampleDraft, [subject.parts[0] as string]: element.value };
      const exported = toApplication(draft as never, call2025, { language: 'ky' });
      expect(exported.success && wholeForm.content(exported.data)).to.deep.equal(
        wholeForm.content(sampleApplication()),
      );
      const control = await controlOf(element, subject.words);
      expect(control.value).not.to.equal('');
    });

    it('null and undefined empty it', async () => {
      for (const nothing of [null, undefined]) {
        const element = await showSubject(subject, subject.filled);
        element.value = nothing;
        await settled(element);
        expect(subject.content(element.value)).to.deep.equal(subject.blank);
      }
    });

    it('does not follow later changes of the object that was given', async () => {
      const given = JSON.parse(JSON.stringify(subject.filled));
      const element = await showSubject(subject, given);
      (function spoil(node: Record<string, unknown>) {
        for (const name of Object.keys(node))
          if (node[name] instanceof Object) spoil(node[name] as Record<string, unknown>);
          else node[name] = 'spoilt';
      })(given);
      expect(subject.content(element.value)).to.deep.equal(subject.content(subject.filled));
    });

    for (const [name, value] of hostile) {
      it(`survives ${name}`, async () => {
        const element = await showSubject(subject, subject.filled);
        element.value = value;
        await settled(element);
        expect(JSON.parse(JSON.stringify(element.value))).to.deep.equal(element.value);
        expect(element.issues).to.be.an('array');
        expect(typeof element.checkValidity()).to.equal('boolean');
        element.value = subject.begun;
        await settled(element);
        await write(element, subject.words, 'Көк-Төбө');
        expect(rawAt(subject, element.value, subject.words)).to.equal('Көк-Төбө');
      });
    }

    it('survives anything', async () => {
      const element = await showSubject(subject);
      await fc.assert(
        fc.asyncProperty(fc.anything({ withBigInt: true, withDate: true, withMap: true }), async (value) => {
          element.value = value;
          await settled(element);
          expect(JSON.parse(JSON.stringify(element.value))).to.deep.equal(element.value);
        }),
        { numRuns: 60 },
      );
    });

    it('says with application-error what it could not read, and keeps what it has', async () => {
      const element = await showSubject(subject, subject.filled);
      const errors = heard('application-error');
      element.value = { senderName: throwing, letter: throwing };
      await settled(element);
      expect(errors).to.have.length(1);
      expect(errors[0]?.target).to.equal(element);
      expect(subject.content(element.value)).to.deep.equal(subject.content(subject.filled));
    });

    it('moves the focus neither from the host nor within', async () => {
      const button = await hostButton();
      const element = await showSubject(subject, subject.begun);
      button.focus();
      element.value = subject.filled;
      await settled(element);
      expect(focused()).to.equal(button);
      element.value = subject.begun;
      await settled(element);
      const control = await enter(element, subject.words);
      element.value = subject.begun;
      await settled(element);
      expect(focused()).to.equal(control);
    });
  });
}
