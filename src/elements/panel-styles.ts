import { css } from 'lit';

export const panelStyles = css`
  dialog {
    box-sizing: border-box;
    inline-size: min(60rem, 100vw - 32px);
    max-inline-size: none;
    max-block-size: min(52rem, 100dvh - 32px);
    margin: auto;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 6px);
    background: var(--_paper);
    color: var(--_text);
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: rgb(10 20 30 / 45%);
  }
  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 16px 24px;
    border-block-end: 1px solid var(--_line);
    background: var(--_paper);
  }
  header h2 {
    font-size: 1.25em;
  }
  header h2:focus-visible {
    outline: 0;
  }
  .shut {
    border-color: transparent;
    background: none;
    font-size: 1.5em;
    padding: 0;
  }
  .content {
    padding: 20px 24px;
  }
  footer {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    padding: 16px 24px;
    border-block-start: 1px solid var(--_line);
    background: var(--_paper);
  }
  footer:not(:has(button)) {
    display: none;
  }
  @media (max-width: 40rem) {
    dialog {
      inline-size: 100vw;
      max-block-size: 100dvh;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    header,
    .content,
    footer {
      padding-inline: 16px;
    }
  }
  @media print {
    dialog {
      display: none;
    }
  }
`;

/** A field to write in or to choose from, in a panel. */
export const boxStyles = css`
  .box {
    box-sizing: border-box;
    min-block-size: 44px;
    margin: 0;
    padding: 9px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: inherit;
    /* 16px at least, or iOS zooms in on focus. */
    font: max(16px, 1em) / 1.5 var(--_font);
  }
  .box:focus {
    outline: 3px solid var(--_accent);
    outline-offset: -1px;
    border-color: var(--_accent);
  }
`;
