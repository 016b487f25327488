import { css } from 'lit';

export const tablePanelStyles = css`
  @media (min-width: 40.01rem) {
    dialog:has(.scroll) {
      inline-size: min(84rem, 100vw - 32px);
    }
  }
  .list {
    margin-block-end: 12px;
    color: var(--_muted);
  }
  .label {
    display: block;
    font-weight: 600;
  }
  .hint {
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .source {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  .source.over textarea {
    border-style: solid;
    border-color: var(--_accent);
    background: var(--_tint);
  }
  textarea,
  select {
    box-sizing: border-box;
    min-block-size: 44px;
    margin: 0;
    padding: 9px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: inherit;
    font: max(16px, 1em) / 1.5 var(--_font);
  }
  textarea {
    inline-size: 100%;
    block-size: 8rem;
    border: 2px dashed var(--_edge);
    background: var(--_ground);
    resize: vertical;
    white-space: pre;
  }
  textarea::placeholder {
    color: var(--_edge);
    opacity: 1;
    font-size: 1.5em;
    font-weight: 600;
  }
  textarea:focus,
  select:focus {
    outline: 3px solid var(--_accent);
    outline-offset: -1px;
    border: 1px solid var(--_accent);
  }
  textarea:focus {
    border-width: 2px;
    outline-offset: -2px;
  }
  .touch {
    display: none;
  }
  @media (pointer: coarse) {
    .touch {
      display: inline;
    }
    textarea::placeholder {
      color: transparent;
    }
  }
  .or {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    color: var(--_muted);
  }
  .or::before,
  .or::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_line);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }
  .line .hint {
    flex: 1 1 16em;
  }
  .message {
    padding-inline-start: 0.75em;
    border-inline-start: 4px solid currentcolor;
    font-weight: 550;
    color: var(--_error);
  }
  .back {
    display: grid;
    gap: 8px;
    margin-block-start: 28px;
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }
  .back h3 {
    font-size: 1em;
  }

  .top {
    display: grid;
    gap: 16px 48px;
    align-items: start;
    margin-block-end: 16px;
  }
  @media (min-width: 64rem) {
    .top {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
  .total {
    font-size: 1.125em;
    font-weight: 650;
  }
  .summary ul {
    display: grid;
    gap: 4px;
    margin-block-start: 6px;
    padding: 0;
    list-style: none;
  }
  .summary li {
    padding-inline-start: 0.75em;
    border-inline-start: 4px solid var(--_line);
    max-inline-size: 60em;
  }
  .summary .warning {
    border-color: currentcolor;
    color: var(--_warning);
    font-weight: 550;
  }
  .summary .error {
    border-color: currentcolor;
    color: var(--_error);
    font-weight: 550;
  }
  .settings {
    display: grid;
  }
  .settings .field {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-block-end: 8px;
  }
  .settings select {
    max-inline-size: 100%;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
    cursor: pointer;
  }
  .check input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .settings .check {
    align-items: start;
    padding-block: 10px;
  }
  @media not (pointer: coarse) {
    .settings .check {
      min-block-size: 36px;
      padding-block: 6px;
    }
  }
  .settings .check input {
    margin-block-start: 2px;
  }
  fieldset {
    margin-block-start: 8px;
  }

  .scroll {
    position: relative;
    max-block-size: max(16rem, min(52rem, 100dvh) - 28.5rem);
    overflow: auto;
    overscroll-behavior-inline: contain;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    min-inline-size: 100%;
    font-size: 0.9375em;
    line-height: 1.4;
  }
  th,
  td {
    padding: 10px 12px;
    border-block-end: 1px solid var(--_line);
    border-inline-end: 1px solid var(--_line);
    background: var(--_paper);
    text-align: start;
    vertical-align: top;
    font-weight: inherit;
    min-inline-size: 11.5rem;
    max-inline-size: 20rem;
  }
  :is(th, td):last-child {
    border-inline-end: 0;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_ground);
    border-block-end: 2px solid var(--_line);
    vertical-align: bottom;
  }
  .source-name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    font-weight: 650;
  }
  .goes {
    display: block;
    margin-block: 8px 2px;
    color: var(--_muted);
    font-size: 0.875em;
  }
  thead select {
    inline-size: 100%;
    min-inline-size: 0;
    padding-inline: 8px;
    border-color: var(--_accent);
    font-weight: 600;
    text-overflow: ellipsis;
  }
  .off {
    background: var(--_ground);
    color: var(--_muted);
  }
  .off select {
    border-color: var(--_edge);
    font-weight: 400;
  }
  @media not (pointer: coarse) {
    thead select {
      font-size: 0.9375rem;
    }
  }
  th.off,
  td.off {
    min-inline-size: 9.5rem;
  }
  .left :is(th, td) {
    background: var(--_ground);
    color: var(--_muted);
  }
  .number {
    position: sticky;
    inset-inline-start: 0;
    min-inline-size: 2.5rem;
    inline-size: 2.5rem;
    padding-inline: 8px;
    background: var(--_ground);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  thead .number {
    z-index: 2;
  }
  .tag {
    display: block;
    font-size: 0.8125em;
  }
  .text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 5;
    overflow: hidden;
    white-space: pre-line;
  }
  .wrong {
    background: var(--_error-tint);
    box-shadow: inset 4px 0 var(--_error);
  }
  .as {
    color: var(--_warning);
    font-weight: 550;
  }
  .why {
    margin-block-start: 4px;
    color: var(--_error);
    font-weight: 550;
  }
  .gap td,
  .more {
    padding: 10px 12px;
    color: var(--_muted);
    text-align: center;
  }
  .more {
    position: sticky;
    inset-inline-start: 0;
    text-align: start;
  }
  footer {
    align-items: center;
    gap: 4px 16px;
  }
  @media (max-width: 40rem) {
    footer .primary {
      flex: 1 0 100%;
    }
    footer .link {
      font-size: 0.875em;
    }
    footer {
      gap: 4px 12px;
      padding-block: 12px 4px;
    }
    .scroll {
      max-block-size: none;
      margin-inline: -16px;
      border-inline: 0;
      border-radius: 0;
    }
  }
`;
