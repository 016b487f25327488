import { msg, speak, str } from '../language/message.js';
import type { LetterDocument } from '../letter/document.js';
import { letterMarkup } from '../letter/markup.js';
import type { Markup } from '../letter/markup.js';
import { page } from '../letter/page.js';
import { formatCode } from '../letter/paper-code.js';
import { pageMark, qrPath } from '../letter/qr.js';
import { paginate } from './paginate.js';

/** What stands at the head of the first page, above the letter. */
export interface Letterhead {
  /** Room for it in mm. */
  readonly height: number;
  /** The sender's own, drawn into that room; without it the room stays empty for paper that has one. */
  readonly image?: ImageBitmap | undefined;
}

/** A printed page may be laid out a little longer than on the screen, and a line of several fonts when it is torn. */
const slack = 3;
const millimetre = 96 / 25.4;
const svg = 'http://www.w3.org/2000/svg';

/** Builds markup as elements; whatever was typed becomes text. */
export function build(markup: Markup | string): Node {
  if (typeof markup === 'string') return document.createTextNode(markup);
  const element = document.createElement(markup.tag);
  for (const [name, value] of Object.entries(markup.attributes)) element.setAttribute(name, value);
  element.append(...markup.children.map(build));
  return element;
}

const box = (name: string, ...children: (Node | string)[]): HTMLElement => {
  const element = document.createElement('div');
  element.className = name;
  element.append(...children);
  return element;
};

/**
 * Draws a letter into `paper` (an element of class `letter` that is laid out), sheet by sheet as it goes through
 * the printer: each with the code of its data and its number.
 */
export function drawSheets(paper: HTMLElement, letter: LetterDocument, letterhead: Letterhead): void {
  speak(letter.language, () => draw(paper, letter, letterhead));
}

function draw(paper: HTMLElement, letter: LetterDocument, letterhead: Letterhead): void {
  const galley = box('galley');
  galley.style.inlineSize = `${page.width - page.left - page.right}mm`;
  galley.append(...letterMarkup(letter).map(build));
  paper.lang = letter.language;
  paper.replaceChildren(galley);
  const body = page.height - page.top - page.bottom - slack;
  const sheets: HTMLElement[] = [];
  paginate(galley, (index) => {
    const content = box('body');
    const sheet = box('page', content);
    const room = index ? 0 : Math.min(Math.max(letterhead.height, 0), body / 2);
    if (room) sheet.prepend(letterheadRoom(room, letterhead.image));
    sheets.push(sheet);
    paper.append(sheet);
    return { body: content, height: (body - room) * millimetre };
  });
  galley.remove();
  sheets.forEach((sheet, index) => {
    sheet.setAttribute('role', 'group');
    sheet.setAttribute('aria-label', msg(str`${index + 1}-бет, бардыгы ${sheets.length}`, { id: 'p.page' }));
    sheet.append(foot(letter, index + 1, sheets.length));
  });
}

function letterheadRoom(height: number, image: ImageBitmap | undefined): HTMLElement {
  const room = box('letterhead');
  room.title = msg('Бланктын орду', { id: 'p.letterheadRoom' });
  room.style.blockSize = `${height}mm`;
  if (image) {
    // An `<img>` of what somebody has chosen would need `img-src blob:`, which a strict page does not give.
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', msg('Фирмалык бланк', { id: 'p.letterhead' }));
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    room.append(canvas);
  }
  return room;
}

/** The code in words and as a QR, whose letter it is, and the number of the page. */
function foot({ code, title, sender }: LetterDocument, number: number, count: number): HTMLElement {
  const mark = qrPath(pageMark(code, number, count));
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('viewBox', `0 0 ${mark.size} ${mark.size}`);
  picture.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', mark.path);
  picture.append(path);
  const line = (name: string, text: string): HTMLElement => box(name, text);
  const words = box('whose', [title, sender].filter(Boolean).join(' · '));
  words.dir = 'auto';
  const element = box(
    'foot',
    picture,
    line('code', msg(str`Код ${formatCode(code)}`, { id: 'p.code' })),
    words,
    line('of', `${number} / ${count}`),
  );
  return element;
}
