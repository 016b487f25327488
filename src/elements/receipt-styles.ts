import { css } from 'lit';

/** Of a receipt, wherever it stands. */
export const receiptStyles = css`
  .receipt,
  .receipt ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .receipt ul {
    list-style: none;
  }
  .receipt dl {
    margin: 0;
  }
  .receipt .row {
    display: grid;
    grid-template-columns: minmax(0, 14em) minmax(0, 1fr);
    gap: 2px 24px;
    padding-block: 10px;
    border-block-start: 1px solid var(--_line);
  }
  .receipt .row:first-child {
    border: 0;
  }
  .receipt :is(dt, .size, summary, code) {
    color: var(--_muted);
  }
  .receipt .number {
    padding: 14px 20px 18px;
    grid-template-columns: minmax(0, 1fr);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_tint);
  }
  .receipt .number + .row {
    border: 0;
  }
  .receipt .number dt {
    color: inherit;
  }
  .receipt .number dd {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 20px;
  }
  .receipt .digits {
    font-size: 1.75em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
    user-select: all;
    -webkit-user-select: all;
  }
  .receipt .remark {
    padding: 10px 16px;
    border-inline-start: 4px solid var(--_accent);
    background: var(--_ground);
  }
  .receipt .late {
    border-color: var(--_warning);
  }
  .receipt .name {
    font-weight: 600;
  }
  .receipt .size {
    white-space: nowrap;
  }
  .receipt details {
    font-size: 0.875em;
  }
  .receipt summary {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: fit-content;
    min-block-size: 44px;
    cursor: pointer;
    list-style: none;
  }
  .receipt summary::-webkit-details-marker {
    display: none;
  }
  .receipt summary::before {
    content: '▸';
    color: var(--_accent);
  }
  .receipt [open] > summary::before {
    content: '▾';
  }
  .receipt [open] summary code {
    display: none;
  }
  .receipt code {
    font-family: ui-monospace, Consolas, 'DejaVu Sans Mono', monospace;
    overflow-wrap: anywhere;
  }
  @container (max-width: 36rem) {
    .receipt .row {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
