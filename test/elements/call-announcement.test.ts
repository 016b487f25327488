import { expect } from '@open-wc/testing';
import { call2025 } from '../../src/model/call-2025.js';
import { expectAccessible, expectUniqueIds, hostPage } from './contract/accessibility.js';
import { otherCall } from './contract/call.js';
import { all, click, engine, settled, showElement, switchLanguage } from './page.js';

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const reads = (element: Element): string =>
  all(element, 'h2, p, li, summary')
    .map(({ textContent }) => plain(textContent ?? ''))
    .join('\n');

describe('call-announcement', () => {
  it('says the whole call', async () => {
    const element = await showElement('call-announcement');
    const text = reads(element);
    const { intro, title, subject, benefits, criteria, steps, closing } = call2025.texts.ky.announcement;
    for (const words of [
      intro,
      title,
      subject,
      ...closing,
      ...[benefits, criteria, steps].flatMap(({ heading, items }) => [heading, ...items]),
    ])
      expect(text).to.include(plain(words));
  });

  it('speaks the other languages, with its sections as they were', async () => {
    const element = await showElement('call-announcement');
    const details = all<HTMLDetailsElement>(element, 'details');
    await click(details[0]?.querySelector('summary') as Element);
    const open = details.map((each) => each.open);
    expect(new Set(open).size).to.equal(2);
    const inKyrgyz = reads(element);
    await switchLanguage(element, 'ru');
    expect(reads(element)).not.to.equal(inKyrgyz);
    expect(reads(element)).to.include(plain(call2025.texts.ru?.announcement.title ?? 'none'));
    expect(all(element, 'details')).to.have.ordered.members(details);
    expect(details.map((each) => each.open)).to.deep.equal(open);
  });

  it('reads another call; one without a translation is read in Kyrgyz', async () => {
    const element = await showElement('call-announcement', { call: otherCall('2031') });
    expect(reads(element)).to.include('2031');
    await switchLanguage(element, 'en');
    expect(reads(element)).to.include(`2031 ${plain(call2025.texts.ky.announcement.title)}`);
  });

  it(`ids are unique${engine === 'chromium' ? ', axe finds nothing' : ''}`, async () => {
    const main = await hostPage();
    const element = await showElement('call-announcement', {}, main);
    await settled(element);
    expectUniqueIds(element);
    if (engine === 'chromium') await expectAccessible(main);
  });
});
