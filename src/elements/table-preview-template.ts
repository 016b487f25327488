import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { issueMessage } from '../language/issue.js';
import { msg, str } from '../language/message.js';
import { formatNumber } from '../language/numbers.js';
import { mostRows } from '../model/part.js';
import type { Grid } from '../tables/grid.js';
import { targetsOf } from '../tables/targets.js';
import type { TableView } from './table-view.js';
import { firstDrawn, headerOf } from './table-preview.js';
import type { Preview } from './table-preview.js';

/** Numbers of rows that are named one by one. */
const mostNamed = 12;

/** The rows as they will come, what each column is, and what will not come. */
export function previewTemplate(panel: TableView, preview: Preview): TemplateResult {
  const { grid } = panel.grids[panel.chosen] as { grid: Grid };
  return html`<div class="top">
      ${summaryTemplate(panel, preview)}
      <div class="settings">${sheetTemplate(panel)}${headingTemplate(panel)}${placeTemplate(panel)}</div>
    </div>
    ${tableTemplate(panel, preview, grid)}`;
}

function summaryTemplate(panel: TableView, preview: Preview): TemplateResult {
  const { language } = panel.owner;
  const number = (count: number): string => formatNumber(count, language);
  const { rows, wrong, chosen, skipped, left, unfilled } = preview;
  const total = rows.length + (panel.replace ? 0 : panel.old);
  const labels = new Map(targetsOf(panel.part).map(({ name, label }) => [name, label()]));
  const named = left.slice(0, mostNamed).map((row) => number(row + 1));
  if (left.length > mostNamed) named.push('…');
  const line = (words: string, kind = ''): TemplateResult => html`<li class=${kind}>${words}</li>`;
  return html`<div role="status" class="summary">
    <p class="total">
      ${
        rows.length
          ? msg(str`${number(rows.length)} сап кошулат`, { id: 'u.tableWill' })
          : msg('Азырынча бир да сап кошулбайт: тилкелердин үстүнөн алар кайда барарын тандаңыз.', {
              id: 'u.tableNone',
            })
      }
    </p>
    <ul>
      ${
        total > mostRows && rows.length
          ? line(
              msg(
                str`Тизмеге эң көбү ${number(mostRows)} сап батат, ушундан кийин ${number(total)} болот. Ашыкчасын өчүрмөйүнчө өтүнмөнү бүтүрө албайсыз.`,
                { id: 'u.tableMost' },
              ),
              'error',
            )
          : nothing
      }
      ${
        wrong.size
          ? line(
              msg(
                str`${number(wrong.size)} уяча түшүнүксүз: алар кандай болсо, ошондой коюлат, кийин оңдойсуз.`,
                { id: 'u.tableWrong' },
              ),
              'warning',
            )
          : nothing
      }
      ${
        chosen.size
          ? line(
              msg(str`${number(chosen.size)} уячанын жообу гана алынат, калган сөздөрү алынбайт.`, {
                id: 'u.tableChosen',
              }),
              'warning',
            )
          : nothing
      }
      ${
        skipped.length
          ? line(
              msg(
                str`Алынбай турган тилкелер: ${skipped.map(({ column, header }) => header || columnName(column)).join('; ')}.`,
                { id: 'u.tableSkipped' },
              ),
            )
          : nothing
      }
      ${
        left.length && rows.length
          ? line(
              msg(
                str`Алынбай турган саптар: ${named.join(', ')}. Алар тандалган тилкелерде бош же таблицанын башын кайталайт.`,
                { id: 'u.tableLeft' },
              ),
            )
          : nothing
      }
      ${
        unfilled.length && rows.length
          ? line(
              msg(
                str`Бул талаалар азырынча бош калат: ${unfilled.map((name) => labels.get(name)).join('; ')}.`,
                {
                  id: 'u.tableUnfilled',
                },
              ),
            )
          : nothing
      }
    </ul>
  </div>`;
}

const columnName = (column: number): string => msg(str`${column + 1}-тилке`, { id: 'u.tableColumn' });

/** Which of several sheets or tables. */
function sheetTemplate(panel: TableView): TemplateResult | typeof nothing {
  const { grids, chosen } = panel;
  if (grids.length < 2) return nothing;
  const choose = (event: Event): void => panel.choose(Number((event.target as HTMLSelectElement).value));
  return html`<div class="field">
    <label class="label" for="sheet">${msg('Кайсы таблица', { id: 'u.tableSheet' })}</label>
    <select id="sheet" @change=${choose}>
      ${grids.map(({ name, grid }, index) => {
        const title = name || msg(str`${index + 1}-таблица`, { id: 'u.tableNumber' });
        return html`<option value=${index} .selected=${index === chosen}>
          ${msg(str`${title} (${grid.length} сап)`, { id: 'u.tableSize' })}
        </option>`;
      })}
    </select>
  </div>`;
}

/** Whether the uppermost rows are the table's heading. */
function headingTemplate(panel: TableView): TemplateResult {
  const { header } = panel.mapping;
  const rows = header || panel.headings;
  const change = (event: Event): void =>
    panel.map({ ...panel.mapping, header: (event.target as HTMLInputElement).checked ? rows : 0 });
  return html`<label class="check">
    <input type="checkbox" .checked=${header > 0} @change=${change} />
    <span
      >${
        rows > 1
          ? msg(str`Үстүнкү ${rows} сап – таблицанын башы, алар кошулбайт`, { id: 'u.tableHeads' })
          : msg('Биринчи сап – таблицанын башы, ал кошулбайт', { id: 'u.tableHead' })
      }</span
    >
  </label>`;
}

/** Beside the rows that are there, or in their place. Not asked where there are none. */
function placeTemplate(panel: TableView): TemplateResult | typeof nothing {
  const { old } = panel;
  if (!old) return nothing;
  const count = formatNumber(old, panel.owner.language);
  const choice = (replace: boolean, words: string): TemplateResult =>
    html`<label class="check">
      <input
        type="radio"
        name="place"
        .checked=${panel.replace === replace}
        @change=${() => {
          panel.replace = replace;
          panel.draw();
        }}
      />
      <span>${words}</span>
    </label>`;
  return html`<fieldset>
    <legend class="label">${msg(str`Тизмеде азыр ${count} сап бар`, { id: 'u.tableOld' })}</legend>
    ${choice(false, msg('Жаңылары алардан кийин кошулсун', { id: 'u.tableAppend' }))}
    ${choice(
      true,
      msg(
        str`Жаңылары алардын ордуна коюлсун: азыркы ${count} сап өчөт, «Кайтаруу» аларды кайра алып келет`,
        {
          id: 'u.tableReplace',
        },
      ),
    )}
  </fieldset>`;
}

function tableTemplate(panel: TableView, preview: Preview, grid: Grid): TemplateResult {
  const { mapping } = panel;
  const width = grid[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => column);
  const targets = targetsOf(panel.part).map(({ name, label }) => [name, capital(label())] as const);
  const given = new Set(preview.from);
  const left = new Set(preview.left);
  const { drawn } = preview;
  const undrawn = given.size + left.size - drawn.length;
  let last = drawn[0] ?? 0;
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label=${msg('Таблицанын саптары', { id: 'u.tableRows' })}
  >
    <table>
      <thead>
        <tr>
          <th scope="col" class="number"><span class="unseen">№</span></th>
          ${columns.map((column) => headTemplate(panel, column, headerOf(grid, mapping, column), targets))}
        </tr>
      </thead>
      <tbody>
        ${drawn.map((row, index) => {
          const gap = index >= firstDrawn && row - last > 1;
          last = row;
          return html`${
              gap
                ? html`<tr class="gap">
                    <td colspan=${width + 1}>…</td>
                  </tr>`
                : nothing
            }
            <tr class=${left.has(row) ? 'left' : ''}>
              <th scope="row" class="number">
                ${row + 1}${left.has(row) ? html`<span class="tag">${nowhere()}</span>` : nothing}
              </th>
              ${columns.map((column) => cellTemplate(panel, preview, column, row, grid[row]?.[column] ?? ''))}
            </tr>`;
        })}
      </tbody>
    </table>
    ${
      undrawn > 0
        ? html`<p class="more">
            ${msg(str`… жана дагы ${formatNumber(undrawn, panel.owner.language)} сап`, { id: 'u.tableMore' })}
          </p>`
        : nothing
    }
  </div>`;
}

/** Some labels of the call go on a sentence. */
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const nowhere = (): string => msg('алынбайт', { id: 'u.tableNowhere' });

function headTemplate(
  panel: TableView,
  column: number,
  header: string,
  targets: readonly (readonly [string, string])[],
): TemplateResult {
  const target = panel.mapping.columns[column] ?? '';
  const choose = (event: Event): void => panel.assign(column, (event.target as HTMLSelectElement).value);
  return html`<th scope="col" class=${target ? '' : 'off'}>
    <span class="source-name" id="name-${column}">${header || columnName(column)}</span>
    <label class="goes" id="goes-${column}" for="to-${column}"
      >${msg('Бул тилке кайда барат', { id: 'u.tableTo' })}</label
    >
    <select id="to-${column}" aria-labelledby="name-${column} goes-${column}" @change=${choose}>
      ${[['', nowhere()] as const, ...targets].map(
        ([name, label]) => html`<option value=${name} .selected=${name === target}>${label}</option>`,
      )}
    </select>
  </th>`;
}

function cellTemplate(
  panel: TableView,
  { wrong, chosen }: Preview,
  column: number,
  row: number,
  text: string,
): TemplateResult {
  const place = `${row}:${column}`;
  const issue = wrong.get(place);
  const choice = chosen.get(place)?.();
  const off = !panel.mapping.columns[column];
  return html`<td class=${off ? 'off' : issue ? 'wrong' : ''}>
    <div class="text">${text}</div>
    ${issue ? html`<p class="why">${issueMessage(issue, panel.owner.language)}</p>` : nothing}
    ${choice ? html`<p class="as">${msg(str`Алынат: ${choice}`, { id: 'u.tableAs' })}</p>` : nothing}
  </td>`;
}
