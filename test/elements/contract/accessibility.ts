import { expect } from '@open-wc/testing';
import 'axe-core';
import type axe from 'axe-core';
import { engine, settled, show, switchLanguage, roots, write } from '../page.js';
import { showSubject } from './subject.js';
import type { Shown, Subject } from './subject.js';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** A page around, so that rules on landmarks and the order of headings have something to judge. */
export async function hostPage(): Promise<HTMLElement> {
  const main = document.createElement('main');
  for (const [level, text] of [
    ['h1', 'Айыл өкмөтү'],
    ['h2', 'Өтүнмө'],
  ] as const)
    main.append(Object.assign(document.createElement(level), { textContent: text }));
  return show(main);
}

/** Every default rule of axe with those of good practice. */
export async function expectAccessible(within: Element): Promise<void> {
  const { violations } = await window.axe.run(within, { resultTypes: ['violations'] });
  expect(
    violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${help} at ${JSON.stringify(target)}\n${failureSummary}`,
      ),
    ),
  ).to.deep.equal([]);
}

export function expectUniqueIds(host: Element): void {
  for (const root of roots(host)) {
    const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
  }
}

/** Nothing that a checker can find. */
export function isAccessible(subject: Subject): void {
  describe('accessibility', () => {
    const states: readonly (readonly [string, () => Promise<Shown>])[] = [
      ['empty', async () => showSubject(subject, undefined, {}, await hostPage())],
      ['filled', async () => showSubject(subject, subject.filled, {}, await hostPage())],
      [
        'with errors shown',
        async () => {
          const element = await showSubject(subject, subject.begun, { required: true }, await hostPage());
          await write(element, subject.wrong.path, subject.wrong.text);
          element.reportValidity();
          await settled(element);
          return element;
        },
      ],
      ['disabled', async () => showSubject(subject, subject.filled, { disabled: true }, await hostPage())],
      [
        'in Russian',
        async () => {
          const element = await showSubject(subject, subject.filled, {}, await hostPage());
          await switchLanguage(element, 'ru');
          return element;
        },
      ],
    ];
    for (const [name, make] of states) {
      it(`${name}: ids are unique${engine === 'chromium' ? ', axe finds nothing' : ''}`, async () => {
        const element = await make();
        expectUniqueIds(element);
        if (engine === 'chromium') await expectAccessible(element.parentElement as Element);
      });
    }
  });
}
