import { expect } from '@open-wc/testing';
import type { FieldRequestEvent } from '../../src/elements/events.js';
import type { Issue } from '../../src/language/issue.js';
import { expectAccessible, expectUniqueIds, hostPage } from './contract/accessibility.js';
import {
  all,
  engine,
  focused,
  heard,
  nameOf,
  settled,
  showElement,
  switchLanguage,
  until,
  wording,
} from './page.js';

const issues: Issue[] = [
  { code: 'required', severity: 'error', path: ['letter', 'senderName'] },
  { code: 'notNumber', severity: 'error', path: ['jointActivities', 2, 'citizensReached'] },
  { code: 'recommended', severity: 'warning', path: ['municipality', 'email'] },
];

describe('error-summary', () => {
  it('lists errors apart from warnings, each with its field and what is wrong with it', async () => {
    const element = await showElement('error-summary', { issues });
    const [errors, warnings, ...more] = all(element, 'section');
    expect(more).to.deep.equal([]);
    expect(nameOf(errors as Element)).to.include('2');
    expect(nameOf(warnings as Element)).to.include('1');
    const lines = all(element, 'a').map(nameOf);
    expect(lines).to.have.length(3);
    issues.forEach((issue, index) => expect(lines[index]).to.include(wording(issue)));
    expect(lines[1]).to.match(/2-тизме.*3-сап.*жарандардын саны/i);
  });

  it('follows the language in place', async () => {
    const element = await showElement('error-summary', { issues });
    const links = all(element, 'a');
    (links[1] as HTMLElement).focus();
    await switchLanguage(element, 'ru');
    expect(all(element, 'a')).to.have.ordered.members(links);
    expect(nameOf(links[1] as Element)).to.include(wording(issues[1], 'ru'));
    expect(focused()).to.equal(links[1]);
  });

  it('asks for the field of a line', async () => {
    const element = await showElement('error-summary', { issues });
    const requests = heard('field-request') as FieldRequestEvent[];
    all(element, 'a')[1]?.click();
    expect(requests.map(({ path }) => path.join('.'))).to.deep.equal(['jointActivities.2.citizensReached']);
    expect(location.hash).to.equal('');
  });

  it('leads into the section that it is for, unless the host does', async () => {
    const table = await showElement('letter-fields', { id: 'letter' });
    const element = await showElement('error-summary', { issues, for: 'letter' });
    all(element, 'a')[0]?.click();
    await until(() => document.activeElement === table);
    const field = focused();
    await table.focusField('senderName');
    expect(focused()).to.equal(field);
    field.blur();
    element.addEventListener('field-request', (event) => event.preventDefault());
    all(element, 'a')[0]?.click();
    await settled(table);
    expect(document.activeElement).to.equal(document.body);
  });

  it('shows fifty of a thousand and says how many are left', async () => {
    const many = Array.from({ length: 1000 }, (_, row): Issue => ({
      code: 'required',
      severity: 'error',
      path: ['jointActivities', row, 'results'],
    }));
    const element = await showElement('error-summary', { issues: many });
    expect(all(element, 'a')).to.have.length(50);
    expect(all(element, 'li').at(-1)?.textContent).to.include('950');
    expect(nameOf(all(element, 'section')[0] as Element)).to.include('1000');
  });

  it('takes the focus, and shows nothing where there is nothing', async () => {
    const element = await showElement('error-summary', { issues });
    element.focus();
    expect(focused()).to.equal(all(element, 'section')[0]);
    element.issues = [];
    await settled(element);
    expect(all(element, 'section')).to.deep.equal([]);
  });

  it('words a path that it does not know', async () => {
    const element = await showElement('error-summary', {
      issues: [
        { code: 'unknownKey', severity: 'error', path: ['<b>'], params: { key: '<b>' } },
        { code: 'invalidJson', severity: 'error', path: [] },
      ],
    });
    expect(all(element, 'a').map(nameOf).every(Boolean)).to.equal(true);
    expect(all(element, 'b')).to.deep.equal([]);
  });

  it(`ids are unique${engine === 'chromium' ? ', axe finds nothing' : ''}`, async () => {
    const main = await hostPage();
    const element = await showElement('error-summary', { issues }, main);
    expectUniqueIds(element);
    if (engine === 'chromium') await expectAccessible(main);
  });
});
