import { css } from 'lit';
import { palette } from './palette.js';

const base = css`
  :host {
    --_radius: var(--letter-control-radius, 8px);
    --_font: var(--letter-text-font, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif);
    --_serif: var(
      --letter-paper-font,
      'PT Serif',
      'Noto Serif',
      Tinos,
      'DejaVu Serif',
      'Times New Roman',
      serif
    );
    --_size: var(--letter-text-size, 16px);
    display: block;
  }
  :host([hidden]) {
    display: none !important;
  }

  /* What the host page hands down by inheritance ends here. */
  .root {
    all: initial;
    color-scheme: inherit;
    display: block;
    direction: ltr;
    container-type: inline-size;
    position: relative;
    box-sizing: border-box;
    font: var(--_size) / 1.5 var(--_font);
    color: var(--_text);
    overflow-wrap: anywhere;
    text-size-adjust: 100%;
    -webkit-text-size-adjust: 100%;
  }
  .root *,
  .root ::before,
  .root ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ol,
  ul,
  dd,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    font-weight: inherit;
    font-size: inherit;
  }
  h2,
  h3 {
    line-height: 1.3;
    font-weight: 650;
  }
  h2 {
    font-size: 1.5em;
  }
  h3 {
    font-size: 1.1875em;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
  }
  .unseen:not(:focus):not(:active) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
  a,
  button,
  input,
  select,
  textarea {
    /* The focus must not come to lie beneath what sticks to the edges of the screen. */
    scroll-margin-block: calc(var(--letter-sticky-offset, 0px) + 72px) calc(var(--_foot, 110px) + 24px);
  }
  button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 0.4em 1.1em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_accent);
    font: 600 1em / 1.25 var(--_font);
    text-align: center;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover {
    background: var(--_tint);
    border-color: var(--_accent);
  }
  button.primary {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_on-accent);
  }
  button.primary:hover {
    box-shadow: inset 0 0 0 99px rgb(0 0 0 / 12%);
  }
  button.link {
    min-block-size: 44px;
    padding: 0 0.25em;
    border: 0;
    background: none;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  button:disabled {
    color: var(--_muted);
    border-color: var(--_line);
    background: none;
    cursor: default;
  }
  @media print {
    button,
    .screen {
      display: none !important;
    }
  }
`;

/** The look that all elements have in common. Every value can be set from outside by its `--letter-*` name. */
export const tokens = [palette, base];
