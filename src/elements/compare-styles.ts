import { css } from 'lit';

export const compareStyles = css`
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .lead + .lead {
    margin-block-start: -8px;
    color: var(--_muted);
  }
  [role='status']:not(:has(p)) {
    display: none;
  }
  .changed {
    padding: 10px 16px;
    border-inline-start: 4px solid var(--_warning);
    border-radius: 4px;
    background: var(--_ground);
  }
  .all {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    margin-block-start: 12px;
  }
  h3 {
    padding-block-end: 6px;
    border-block-end: 2px solid var(--_line);
  }
  h4 {
    margin-block-start: 8px;
    font-weight: 650;
  }
  h4 span {
    color: var(--_muted);
    font-weight: 400;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  legend {
    padding-block-end: 6px;
    font-weight: 600;
  }
  .versions {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
  }
  .version {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    grid-template-rows: auto 1fr;
    gap: 6px 10px;
    align-items: center;
    padding: 10px 14px 12px;
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) + 2px);
    cursor: pointer;
  }
  .version:hover,
  .version:has(:checked) {
    border-color: var(--_accent);
  }
  .version:has(:checked) {
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .side {
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 600;
  }
  .version:has(:checked) .side {
    color: var(--_accent);
  }
  .text {
    grid-column: 1 / -1;
    align-self: start;
    white-space: pre-wrap;
  }
  .text i {
    color: var(--_muted);
  }
  mark {
    padding-inline: 1px;
    border-radius: 3px;
    background: rgb(255 190 20 / 32%);
    color: inherit;
    font-weight: 600;
  }
  [type='radio'] {
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  @media (max-width: 40rem) {
    .versions {
      grid-template-columns: minmax(0, 1fr);
    }
    .all button {
      flex: 1 1 100%;
    }
  }
`;
