import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeEntities, readMarkup } from '../../src/tables/markup.js';
import { readHtmlTable, readHtmlTables } from '../../src/tables/read-html.js';
import { assertGrid, assertRead, codesOf, damagedText, dataOf, fuzzRuns, textOf } from './fixture.js';

const read = (html: string) => dataOf(readHtmlTable(html));
const table = (inner: string) => `<table>${inner}</table>`;
const cell = (inner: string) => read(table(`<tr><td>${inner}</td></tr>`))[0]?.[0];

describe('tables from the clipboard', () => {
  it('Excel: merged rows, line breaks, what is shown and not what is hidden', () => {
    assert.deepEqual(read(textOf('excel-clipboard.html')), [
      [
        '№',
        'Донордук уюмдун аталышы',
        'Долбоордун аталышы',
        'Камтылган жарандардын саны',
        'Ишке ашыруунун статусу\n(аяктаган, ишке ашырылууда)',
      ],
      ['1', 'Дүйнөлүк банк / АРИС', 'Айылдарды өнүктүрүү', '1\u00a0250', 'Аяктаган'],
      ['2', 'Дүйнөлүк банк / АРИС', 'Ичүүчү суу\n(2-этап)', '1.250,5', 'ишке ашырылууда'],
      ['', '"USAID" & JICA', '<Жаштар> 2024', '640', 'пландалууда'],
    ]);
  });

  it('Word: lists, numbers, deleted and hidden text, a table within a cell', () => {
    const [outer, inner] = dataOf(readHtmlTables(textOf('word-clipboard.html')));
    assert.deepEqual(outer?.slice(1), [
      [
        '1.',
        'Көк-Төбө айылында таза суу түтүгүн жаңылоо',
        'Демилгечи: «Таза булак»\nАткаруучулар: айылдык өкмөт',
        '2\u00a0340',
        '• 1,8 чакырым түтүк\n• 412 үй',
      ],
      [
        '2.',
        'Көк-Төбө айылында таза суу түтүгүн жаңылоо',
        'Аткаруучу: жашоочулар',
        '860 адам',
        'Ашар жолу менен\nаянтча курулду – жарык орнотулду',
      ],
      ['3.', 'Спорт аянтчасы', '«Үмүт» тобу', '315', 'айыл саны\nАк-Суу 120'],
    ]);
    assert.deepEqual(inner, [
      ['айыл', 'саны'],
      ['Ак-Суу', '120'],
    ]);
  });

  it('LibreOffice Calc and Writer', () => {
    const calc = read(textOf('calc.html'));
    assert.deepEqual(calc[3], [
      '1',
      '«Таза суу» түтүгүн жаңылоо',
      'Демилгечи: айыл өкмөтү;\nаткаруучу: жашоочулар',
      '1,250',
      '1,8 км түтүк алмаштырылды\n412 үй суу менен камсыз болду',
      '17.05.2024',
      '50%',
    ]);
    assert.equal(calc[4]?.[1], '«Таза суу» түтүгүн жаңылоо');
    assert.equal(calc.length, 6);
    const writer = read(textOf('writer.html'));
    assert.equal(writer.length, 3);
    assert.deepEqual(writer[1], [
      '1',
      '«Үмүт» жаштар тобу\nТоктосунова Мээрим Улановна\n0707 112233',
      'Жаштар',
      'спорт\nашар',
      'Иш-чара планы',
    ]);
  });

  it('Google Sheets', () => {
    assert.deepEqual(read(textOf('google-sheets-clipboard.html'))[1], [
      'Youth > 18',
      'Asanov Bakyt, +996 555 123456\nasanov@mail.kg',
      'Young people',
      'Sports\nAshar',
      'Memorandum',
      '50 000',
    ]);
  });
});

describe('cells of HTML', () => {
  it('white space collapses, a lone no-break space stays', () => {
    assert.equal(cell('  a \n\t b&nbsp; c '), 'a b c');
    assert.equal(cell('1&nbsp;250'), '1\u00a0250');
    assert.equal(cell('<p>a</p>\n<p>&nbsp;</p><p>b</p>'), 'a\nb');
    assert.equal(cell('a<br><br>b<br>'), 'a\n\nb');
  });

  it('characters by name and number', () => {
    assert.equal(
      cell('&laquo;&#1199;&#x4AF;&raquo;&ndash;&mdash;&hellip;&amp;amp;&quot;&apos;&#150;'),
      '«үү»–—…&amp;"\'–',
    );
    assert.equal(
      decodeEntities('&unknown; &constructor; & &#xD800; &#9999999; a&copy=1'),
      '&unknown; &constructor; &   a&copy=1',
    );
  });

  it('comparison signs are no tags, and a tag that never ends is text', () => {
    assert.equal(cell('a < b <3 & c > d'), 'a < b <3 & c > d');
    assert.equal(read('<table><tr><td>a<td title="1>2">b <c')[0]?.join('|'), 'a|b <c');
  });

  it('comments, styles and scripts are no text; control characters are gone', () => {
    assert.equal(cell('a<!-- <td>x --><style>td{}</style><script>if (a<b) "</td>"</script>\0b\x01'), 'ab');
    assert.equal(cell('a<!--[if !mso]><!-->b<!--<![endif]-->'), 'ab');
  });

  it('hidden cells and rows are left out, and what is hidden ends with its cell', () => {
    const html = table(
      '<tr><td style="display:none">x</td><td>a</td></tr><tr style="DISPLAY : none"><td>y</tr><tr><td><p style="display:none">z<td>b',
    );
    assert.deepEqual(read(html).flat(), ['a', '', '', 'b']);
  });

  it('the apostrophe of our export is taken off', () => {
    assert.equal(cell("'+996 555 123456"), '+996 555 123456');
    assert.equal(cell("'кавычка'"), "'кавычка'");
  });
});

describe('merged cells', () => {
  it('over rows the text is repeated, over columns it stands in the first', () => {
    assert.deepEqual(read(table('<tr><td rowspan=3 colspan=2>a<td>b<tr><td>c<tr><td>d<tr><td>e<td>f<td>g')), [
      ['a', '', 'b'],
      ['a', '', 'c'],
      ['a', '', 'd'],
      ['e', 'f', 'g'],
    ]);
  });

  it('a span does not make rows', () => {
    assert.deepEqual(read(table('<tr><td rowspan=9999>a<td rowspan=0 colspan=-1>b')), [['a', 'b']]);
  });
});

describe('what is refused', () => {
  it('no table, or a blank one', () => {
    for (const html of ['', 'текст', '<p>a</p>', '<table></table>', table('<tr><td>&nbsp;<td> ')])
      assert.deepEqual(codesOf(readHtmlTable(html)), ['notTable']);
  });

  it('more than the limits, whole', () => {
    assert.deepEqual(codesOf(readHtmlTable(table('<tr><td>a'.repeat(5001)))), ['tableTooBig']);
    assert.equal(read(table('<tr><td>a'.repeat(5000))).length, 5000);
    assert.deepEqual(codesOf(readHtmlTable(table(`<tr>${'<td>a'.repeat(101)}`))), ['tableTooBig']);
    assert.deepEqual(codesOf(readHtmlTable(table(`<tr><td>${'я'.repeat(20_001)}`))), ['tooLong']);
    assert.deepEqual(
      codesOf(readHtmlTable(table(`<tr><td rowspan=400>${'я'.repeat(19_000)}${'<tr><td>b'.repeat(400)}`))),
      ['tableTooBig'],
    );
    assert.deepEqual(codesOf(readHtmlTable(' '.repeat(20_000_001))), ['tooBig']);
  });

  it('a table that is too big beside one that is not does not hide it', () => {
    assert.deepEqual(read(table('<tr><td>a'.repeat(5001)) + table('<tr><td>b')), [['b']]);
  });
});

describe('hostile HTML', () => {
  it('is read in one pass', () => {
    const pieces = [
      '<',
      '<a ',
      '<a "',
      "<a ='",
      '<a =">',
      '<!--',
      '<style>',
      '<![CDATA[',
      '&',
      '&#',
      '<table><tr><td>',
      '<td rowspan=65534>',
      '<td rowspan=65534 colspan=1000>x',
      '<tr><td rowspan=5000>x',
      '</',
      '<table>',
      '<del>',
      ' \n',
      '&nbsp;',
      '<br>',
      '<p>',
    ];
    for (const piece of pieces) {
      const times = Math.ceil(200_000 / piece.length);
      assertRead(readHtmlTable(`<table><tr><td>a${piece.repeat(times)}`), (grid) => [grid]);
      for (const token of readMarkup(piece.repeat(times))) assert.ok(token);
    }
  });

  it('never throws, and gives grids', () => {
    const sources = [
      'excel-clipboard.html',
      'word-clipboard.html',
      'google-sheets-clipboard.html',
      'calc.html',
      'writer.html',
      'donors-ru.html',
    ].map(textOf);
    const pieces = [
      '<td>',
      '</td>',
      '<tr>',
      '</tr>',
      '<table>',
      '</table>',
      '<!--',
      '-->',
      '<',
      '>',
      '"',
      "'",
      ' rowspan=3',
      ' colspan=50',
      '<del>',
      ' style="display:none"',
      '&#',
      '<![CDATA[',
      '<style>',
      '\0',
      '\ud800',
      '\r',
    ];
    fc.assert(
      fc.property(damagedText(sources, pieces), (html) => {
        assertRead(readHtmlTables(html), (grids) => grids);
        const one = readHtmlTable(html);
        if (one.success) assertGrid(one.data);
      }),
      { numRuns: fuzzRuns },
    );
  });
});
