import { css } from 'lit';

/** Labels, controls, hints and messages of fields. */
export const fieldStyles = css`
  .field {
    display: grid;
    gap: 0.25em;
    align-content: start;
    min-inline-size: 0;
  }
  .label {
    display: block;
    font-weight: 600;
    line-height: 1.35;
  }
  .optional,
  .hint {
    color: var(--_muted);
    font-weight: 400;
  }
  .hint {
    font-size: 0.9375em;
    line-height: 1.4;
  }
  input:not([type='radio']),
  textarea,
  select {
    appearance: none;
    display: block;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 44px;
    margin: 0;
    padding: 9px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: inherit;
    /* 16px at least, or iOS zooms in on focus. */
    font: max(16px, 1em) / 1.5 var(--_font);
    text-align: start;
    overflow-wrap: anywhere;
  }
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  select {
    appearance: auto;
  }
  .date input,
  .count input,
  .amount input {
    max-inline-size: 14em;
    font-variant-numeric: tabular-nums;
  }
  .grow {
    display: grid;
  }
  textarea {
    resize: none;
    field-sizing: content;
    overflow: hidden;
  }
  textarea[rows='2'] {
    min-block-size: 68px;
  }
  textarea[rows='3'] {
    min-block-size: 92px;
  }
  @supports not (field-sizing: content) {
    /* A twin of the text makes the box as high as the text is. */
    .grow::after {
      content: attr(data-text) ' ';
      visibility: hidden;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      padding: 9px 12px;
      border: 1px solid;
      font: max(16px, 1em) / 1.5 var(--_font);
    }
    .grow > textarea,
    .grow::after {
      grid-area: 1 / 1 / 2 / 2;
      min-inline-size: 0;
    }
  }
  input:hover,
  textarea:hover,
  select:hover {
    border-color: var(--_accent);
  }
  input:not([type='radio']):focus,
  textarea:focus,
  select:focus {
    outline: 3px solid var(--_accent);
    outline-offset: -1px;
    border-color: var(--_accent);
    border-radius: var(--_radius);
  }
  [aria-invalid='true']:is(input, textarea, select) {
    border-color: var(--_error);
    box-shadow: inset 0 0 0 1px var(--_error);
  }
  :disabled,
  [readonly]:is(input, textarea) {
    background: var(--_ground);
    color: var(--_muted);
    opacity: 1;
    -webkit-text-fill-color: currentcolor;
  }
  .unit {
    display: grid;
    grid-template-columns: minmax(0, 12em) auto;
    align-items: center;
    gap: 0.6em;
    justify-content: start;
  }
  .messages {
    display: grid;
    gap: 0.25em;
  }
  .message {
    padding-inline-start: 0.75em;
    border-inline-start: 4px solid currentcolor;
    font-size: 0.9375em;
    line-height: 1.4;
    font-weight: 550;
  }
  .message.error {
    color: var(--_error);
  }
  .message.warning {
    color: var(--_warning);
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .option {
    display: inline-flex;
    align-items: center;
    gap: 0.6em;
    min-block-size: 44px;
    min-inline-size: 44px;
    padding: 0.35em 1em 0.35em 0.75em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_paper);
    cursor: pointer;
  }
  .option:hover {
    border-color: var(--_accent);
    background: var(--_tint);
  }
  .option input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .option:focus-within {
    outline: 3px solid var(--_accent);
    outline-offset: 1px;
  }
  .option input:focus {
    outline: none;
  }
  .option:has(:checked) {
    border-color: var(--_accent);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .field[aria-invalid='true'] .option {
    border-color: var(--_error);
  }
  .scale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }
  .end {
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .columns {
    display: grid;
    gap: 24px;
  }
  .legend {
    font-weight: 600;
    font-size: 1.0625em;
    margin-block-end: 12px;
  }
  .wide {
    grid-column: 1 / -1;
  }
  @container (min-width: 44rem) {
    .columns {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: 32px;
    }
  }
  @media (forced-colors: active) {
    .option:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
