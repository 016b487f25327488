import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../language/message.js';
import type { TableView } from './table-view.js';

/** What the form reads, and the files in which people look for their table though it cannot be read there. */
const kinds = '.xlsx,.csv,.tsv,.txt,.html,.htm,.xls,.ods,.doc,.docx,.odt,.rtf';

/** Where the table is: on the clipboard or in a file; and the way back, the list as a file. */
export function sourceTemplate(panel: TableView): TemplateResult {
  const choose = (event: Event): void =>
    ((event.currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
  const chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) void panel.readFile(file);
    // The same file, mended, is another choice.
    input.value = '';
  };
  const typed = (event: Event): void => {
    panel.typed = (event.target as HTMLTextAreaElement).value;
    panel.draw();
  };
  const go = (): void => panel.read({ html: '', text: panel.typed });
  return html`<div class="source">
      <label class="label" for="box">${msg('Таблицаны ушул жерге коюңуз', { id: 'u.tablePaste' })}</label>
      <p class="hint" id="how">
        ${msg(
          'Word же Excel файлында таблицаны белгилеп, көчүрүңүз (Ctrl+C), анан ушул жерге коюңуз (Ctrl+V).',
          {
            id: 'u.tablePasteHow',
          },
        )}
        <span class="touch"
          >${msg('Телефондо талааны басып туруңуз, анан чыккан тизмеден коюуну тандаңыз.', { id: 'u.tableTouch' })}</span
        >
      </p>
      <textarea
        id="box"
        rows="4"
        spellcheck="false"
        autocomplete="off"
        placeholder="Ctrl+V"
        aria-describedby="how why"
        .value=${panel.typed}
        @input=${typed}
      ></textarea>
      ${
        panel.typed.trim()
          ? html`<button type="button" class="primary" @click=${go}>
              ${msg('Улантуу', { id: 'u.tableGo' })}
            </button>`
          : nothing
      }
      <p class="or"><span>${msg('же', { id: 'u.or' })}</span></p>
      <div class="line">
        <button type="button" aria-describedby="files" ?disabled=${panel.reading} @click=${choose}>
          ${msg('Файл тандоо', { id: 'u.tableFile' })}
        </button>
        <input type="file" hidden accept=${kinds} @change=${chosen} />
        <p class="hint" id="files">
          ${msg('Excel (.xlsx) же CSV файлы. Аны ушул терезеге сүйрөп таштаса да болот.', { id: 'u.tableFileHow' })}
        </p>
      </div>
      <p role="status" class=${panel.reading ? 'hint' : 'unseen'}>
        ${panel.reading ? msg('Файл окулуп жатат…', { id: 'u.tableReading' }) : nothing}
      </p>
      <p role="alert" id="why" class=${panel.refusal ? 'message' : 'unseen'}>${panel.reason}</p>
    </div>
    <section class="back" aria-labelledby="back">
      <h3 id="back">${msg('Бул тизмени файлга алуу', { id: 'u.tableSave' })}</h3>
      ${
        panel.old
          ? nothing
          : html`<p class="hint">${msg('Тизме азырынча бош.', { id: 'u.tableNothing' })}</p>`
      }
      <div class="line">
        <button type="button" ?disabled=${!panel.old} @click=${() => panel.save('xlsx')}>
          ${msg('Excel файлы (.xlsx)', { id: 'u.tableXlsx' })}
        </button>
        <button type="button" ?disabled=${!panel.old} @click=${() => panel.save('csv')}>
          ${msg('CSV файлы (.csv)', { id: 'u.tableCsv' })}
        </button>
      </div>
    </section>`;
}
