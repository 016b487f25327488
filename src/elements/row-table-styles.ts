import { css } from 'lit';

/** A table by grid: rows can be contained, which table rows cannot, and turn into cards by CSS alone. */
export const rowTableStyles = css`
  .heading {
    max-inline-size: 48em;
  }
  .format {
    max-inline-size: 48em;
    margin-block: 8px 16px;
    color: var(--_muted);
  }
  table,
  thead,
  tbody {
    display: block;
  }
  table[hidden] {
    display: none;
  }
  tr {
    display: grid;
    grid-template-columns: 2.25rem var(--_columns) 44px;
    gap: 12px;
    align-items: start;
  }
  th,
  td {
    display: block;
    padding: 0;
    text-align: start;
    font-weight: inherit;
    min-inline-size: 0;
  }
  .head {
    position: sticky;
    inset-block-start: var(--letter-sticky-offset, 0);
    z-index: 1;
    padding-block: 10px;
    border-block-end: 2px solid var(--_line);
    background: var(--_paper);
    font-weight: 600;
    font-size: 0.9375em;
    line-height: 1.35;
    align-items: end;
  }
  tbody tr {
    padding-block: 12px;
    border-block-end: 1px solid var(--_line);
  }
  /* Only what is near the screen is laid out; the row in use may show its outlines beyond its edge. */
  .many tr:not(:focus-within) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 160px;
  }
  .number {
    padding-block-start: 10px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .single .label {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .several {
    display: grid;
    gap: 10px;
  }
  .several .label {
    font-size: 0.875em;
    font-weight: 400;
    color: var(--_muted);
  }
  .actions {
    display: grid;
    justify-items: end;
  }
  .act {
    border-color: transparent;
    background: none;
    padding: 0;
    color: var(--_muted);
    font-size: 1.25em;
    font-weight: 400;
  }
  .act:disabled {
    opacity: 0.35;
    border-color: transparent;
  }
  .remove:hover {
    color: var(--_error);
    border-color: var(--_error);
    background: var(--_error-tint);
  }
  .empty {
    padding: 24px;
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius);
    color: var(--_muted);
    text-align: center;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 20px;
    margin-block-start: 16px;
  }

  @container (max-width: 46rem) {
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody {
      display: grid;
      gap: 16px;
    }
    tbody tr {
      grid-template-columns: minmax(0, 1fr) auto;
      padding: 8px 16px 16px;
      border: 1px solid var(--_line);
      border-radius: calc(var(--_radius) + 4px);
      background: var(--_paper);
    }
    .many tr:not(:focus-within) {
      contain-intrinsic-block-size: auto 480px;
    }
    .number {
      order: -2;
      font-size: 1.125em;
    }
    .number::before {
      content: '№ ';
    }
    .actions {
      order: -1;
      display: flex;
    }
    .single,
    .several {
      grid-column: 1 / -1;
    }
    .single .label {
      position: static;
      inline-size: auto;
      block-size: auto;
      clip-path: none;
      white-space: normal;
    }
    .several .label {
      font-size: 1em;
      font-weight: 600;
      color: inherit;
    }
  }
  @media print {
    .many tr:not(:focus-within) {
      content-visibility: visible;
    }
    tbody tr {
      break-inside: avoid;
    }
  }
`;
