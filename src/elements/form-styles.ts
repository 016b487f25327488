import { css } from 'lit';

export const formStyles = css`
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    margin-block-start: 40px;
  }
  .sections {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
  }
  .section {
    padding: clamp(16px, 4cqi, 40px);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 6px);
    background: var(--_paper);
    scroll-margin-block-start: calc(var(--letter-sticky-offset, 0px) + 72px);
  }
  .annex {
    padding-block-start: 24px;
  }
  .annex-name {
    color: var(--_muted);
    font-weight: 600;
  }
  .contents {
    position: sticky;
    inset-block-start: var(--letter-sticky-offset, 0);
    z-index: 4;
    padding-inline: 16px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 6px);
    background: var(--_paper);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    min-block-size: 52px;
    padding-block: 12px;
    cursor: pointer;
    font-weight: 600;
  }
  progress {
    flex: 1 1 6em;
    max-inline-size: 12em;
    block-size: 10px;
    accent-color: var(--_success);
  }
  ol {
    list-style: none;
    padding-block-end: 12px;
  }
  .contents a {
    display: grid;
    grid-template-columns: 1.25em minmax(0, 1fr);
    column-gap: 10px;
    align-items: baseline;
    padding: 8px 4px;
    border-radius: 6px;
    color: inherit;
    text-decoration: none;
    line-height: 1.35;
  }
  .contents a:hover {
    background: var(--_tint);
  }
  .contents a::before {
    grid-row: span 2;
    content: '○';
    color: var(--_muted);
    font-weight: 700;
    text-align: center;
  }
  .begun a::before {
    content: '◐';
    color: var(--_accent);
  }
  .complete a::before {
    content: '✓';
    color: var(--_success);
  }
  .wrong a::before {
    content: '!';
    color: var(--_error);
  }
  .state {
    grid-column: 2;
    color: var(--_muted);
    font-size: 0.875em;
  }
  .wrong .state {
    color: var(--_error);
  }
  .finish {
    background: var(--_ground);
  }
  .lead {
    max-inline-size: 42em;
    margin-block: 20px;
    color: var(--_muted);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
  }
  .notice {
    margin-block-end: 16px;
    color: var(--_error);
  }
  .foot {
    position: sticky;
    inset-block-end: 0;
    z-index: 4;
    margin-block-start: 24px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 6px);
    background: var(--_paper);
    box-shadow: 0 -4px 16px rgb(0 0 0 / 8%);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    padding: 4px 8px 4px 16px;
  }
  .bar button {
    padding-inline: 0.6em;
    border-color: transparent;
    background: none;
  }
  .kept {
    flex: 1 1 10em;
    color: var(--_muted);
    font-size: 0.875em;
  }
  .trouble {
    border-color: var(--_warning);
  }
  .trouble .kept {
    color: var(--_warning);
    font-weight: 600;
  }
  @container (max-width: 30rem) {
    /* On a phone the line takes what it must: the file is also in the list of what is saved. */
    .bar button:disabled,
    .foot:not(.trouble) .to-file {
      display: none;
    }
    .kept {
      flex-basis: 6em;
    }
  }
  @container (min-width: 62rem) {
    .layout {
      grid-template-columns: 15rem minmax(0, 1fr);
      gap: 32px;
      align-items: start;
    }
    .contents {
      inset-block-start: calc(var(--letter-sticky-offset, 0px) + 16px);
      max-block-size: calc(100vh - 32px);
      overflow: auto;
    }
  }
  @media print {
    .section {
      border: 0;
      padding: 0;
    }
    .layout {
      display: block;
    }
  }
`;
