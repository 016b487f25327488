import { css } from 'lit';

/** Of the answers on one page. */
export const answersStyles = css`
  .answers,
  .answers ol,
  .answers ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .answers {
    gap: 36px;
  }
  .answers .head {
    display: flex;
    align-items: end;
    justify-content: space-between;
    gap: 4px 16px;
    border-block-end: 2px solid var(--_text);
  }
  .answers h3 {
    padding-block: 8px;
  }
  .answers .link {
    flex: none;
  }
  .answers dl {
    margin: 0;
  }
  .answers .row {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
    gap: 4px 24px;
    padding-block: 12px;
    border-block-end: 1px solid var(--_line);
  }
  .answers :is(dt, .cap, .note, .none, .suffix, thead th, td.number) {
    color: var(--_muted);
  }
  .answers :is(.cap, .note, .suffix) {
    font-size: 0.875em;
  }
  .answers :is(dt, .cap)::first-letter {
    text-transform: uppercase;
  }
  .answers .text {
    white-space: pre-line;
  }
  .answers .note {
    display: block;
  }
  .answers ol {
    gap: 8px;
    padding-inline-start: 1.5em;
  }
  .answers ul {
    gap: 12px;
    list-style: none;
  }
  .answers a {
    --_tone: var(--_error);
    color: var(--_tone);
  }
  .answers a.warning {
    --_tone: var(--_warning);
  }
  .answers .missing {
    display: inline-block;
    padding: 10px 0;
    margin-block: -10px;
    font-weight: 600;
  }
  .answers .issue {
    display: flex;
    align-items: center;
    inline-size: fit-content;
    min-block-size: 44px;
    margin-block-start: 4px;
    padding-inline: 12px 4px;
    border-inline-start: 3px solid var(--_tone);
    font-size: 0.9375em;
    line-height: 1.4;
  }
  .answers .list {
    display: table;
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  .answers :is(th, td) {
    padding: 10px 16px 10px 0;
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  .answers th {
    font-size: 0.875em;
    overflow-wrap: break-word;
    hyphens: auto;
  }
  .answers .number {
    inline-size: 2.5em;
  }
  .answers .count {
    inline-size: 10em;
  }
  .answers td.count {
    font-variant-numeric: tabular-nums;
  }
  .answers .single .cap,
  .answers .several .cap:first-child {
    display: none;
  }
  .answers .several .cap {
    margin-block-start: 8px;
  }
  @container (max-width: 44rem) {
    .answers .row {
      grid-template-columns: minmax(0, 1fr);
    }
    .answers .list,
    .answers tbody {
      display: block;
    }
    .answers thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .answers tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
      padding-block: 14px;
      border-block-end: 1px solid var(--_line);
    }
    .answers tr td {
      inline-size: auto;
      padding: 0;
      border: 0;
    }
    .answers td:is(.number, .count) {
      inline-size: auto;
    }
    .answers td.number {
      font-weight: 600;
    }
    .answers td.number::before {
      content: '№ ';
    }
    .answers td .cap:first-child {
      display: block;
    }
    .answers .several .cap:not(:first-child) {
      margin-block-start: 10px;
    }
  }
`;
