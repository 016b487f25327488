import { expect } from '@open-wc/testing';
import { sampleDraft } from '../sample.js';
import { isAControl } from './contract/control.js';
import { offersKyrgyzLetters } from './contract/kyrgyz-letters.js';
import { warns } from './contract/messages.js';
import { showsAnUnknownAnswer } from './contract/raw-text.js';
import { showSubject, subjects } from './contract/subject.js';
import { all, click, controlOf, focused, nameOf, settled, until, write } from './page.js';

const subject = subjects.letter;

describe('letter-fields', () => {
  isAControl(subject);
  offersKyrgyzLetters(subject, [
    'letter.letterDate',
    'letter.contactInfo.mobilePhones',
    'letter.contactInfo.emails',
    'letter.senderPosition',
  ]);
  warns(subject, { path: 'letter.contactInfo.mobilePhones', text: 'кийин жазам' });
  showsAnUnknownAnswer(
    subject,
    'letter.senderPosition',
    { ...sampleDraft.letter, senderPosition: 'аким' },
    'аким',
  );

  it('suggests districts of the oblast that was typed, and takes any other', async () => {
    const element = await showSubject(subject);
    const suggested = async (): Promise<string[]> => {
      const { list } = (await controlOf(element, 'letter.district')) as HTMLInputElement;
      return [...(list?.options ?? [])].map(({ value }) => value);
    };
    await write(element, 'letter.oblast', 'Ысык-Көл');
    expect(await suggested())
      .to.include('Жети-Өгүз')
      .and.not.to.include('Бакай-Ата');
    await write(element, 'letter.oblast', 'Талас обл.');
    expect(await suggested())
      .to.include('Бакай-Ата')
      .and.not.to.include('Жети-Өгүз');
    await write(element, 'letter.district', 'Башка район');
    expect(element.value).to.deep.include({ district: 'Башка район' });
  });

  it('the letter reads what is typed as it is typed, and a blank of it leads to its field', async () => {
    const element = await showSubject(subject, {});
    await write(element, 'letter.senderName', 'Үсөнов Мирлан');
    const links = all<HTMLAnchorElement>(element, 'a');
    const blank = links.find((link) => nameOf(link) === 'Үсөнов Мирлан');
    expect(blank).to.be.an.instanceOf(HTMLAnchorElement);
    const field = await controlOf(element, 'letter.senderName');
    focused().blur();
    await click(blank as HTMLAnchorElement);
    await until(() => focused() === field);
    await write(element, 'letter.senderName', 'Үсөнов Мирлан Асанович');
    await settled(element);
    expect(nameOf(blank as HTMLAnchorElement)).to.equal('Үсөнов Мирлан Асанович');
  });
});
