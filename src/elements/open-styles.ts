import { css } from 'lit';

export const openStyles = css`
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  th,
  td {
    padding: 8px 12px 8px 0;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  td,
  thead th {
    font-weight: 600;
  }
  tbody th,
  thead th {
    color: var(--_muted);
  }
  tbody th {
    inline-size: 44%;
  }
  thead :first-child {
    inline-size: 44%;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .way {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 12px;
    align-items: center;
    padding: 12px 16px;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) + 4px);
    cursor: pointer;
  }
  .way:hover,
  .way:has(:checked) {
    border-color: var(--_accent);
    background: var(--_tint);
  }
  .way:has(:checked) {
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .words {
    font-weight: 600;
  }
  .hint {
    grid-column: 2;
    color: var(--_muted);
  }
  .way:has(:checked) .hint {
    color: inherit;
  }
  [type='radio'] {
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  @media (max-width: 40rem) {
    table {
      font-size: 0.9375em;
    }
    tbody th,
    thead :first-child {
      inline-size: 40%;
    }
  }
`;
