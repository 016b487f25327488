import { css } from 'lit';

/** Cards of files, their rows, and the places to drop more. */
export const evidenceStyles = css`
  .lead {
    max-inline-size: 48em;
    color: var(--_muted);
  }
  .group {
    max-inline-size: 48em;
    margin-block: 28px 12px;
    font-weight: 600;
    line-height: 1.35;
  }
  .cards {
    display: grid;
    gap: 16px;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 16px 20px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_paper);
  }
  .card.over {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
    background: var(--_tint);
  }
  .words {
    max-inline-size: 48em;
    font-weight: 600;
    line-height: 1.4;
  }
  .words + .hint {
    margin-block-start: -8px;
    max-inline-size: 48em;
  }
  .files {
    display: grid;
    list-style: none;
  }
  .files[hidden] {
    display: none;
  }
  .file {
    display: grid;
    grid-template-columns: 56px minmax(0, 1fr) 44px;
    gap: 8px 16px;
    align-items: start;
    padding-block: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .thumb {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_ground);
    color: var(--_muted);
    font: 700 0.75em / 1 var(--_font);
    letter-spacing: 0.04em;
    overflow: hidden;
  }
  canvas {
    inline-size: 100%;
    block-size: 100%;
  }
  .missing .thumb {
    border: 1px dashed var(--_error);
    color: var(--_error);
    background: var(--_error-tint);
  }
  .facts {
    display: grid;
    gap: 4px;
    justify-items: start;
    padding-block-start: 5px;
  }
  .name {
    font-weight: 600;
    line-height: 1.35;
  }
  button.inline {
    position: relative;
    min-block-size: 0;
    min-inline-size: 0;
    padding: 0;
    text-align: start;
  }
  /* As large as a finger, without pushing the lines apart. */
  button.inline::after {
    content: '';
    position: absolute;
    inset: -11px 0;
  }
  .size {
    color: var(--_muted);
    font-size: 0.9375em;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  .facts > .message,
  .again {
    margin-block: 4px;
  }
  progress {
    inline-size: min(100%, 20em);
    block-size: 8px;
    accent-color: var(--_accent);
  }
  .note {
    grid-column: 2 / -1;
    max-inline-size: 40em;
  }
  .note .label {
    font-size: 0.875em;
    font-weight: 400;
    color: var(--_muted);
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
  .remove:hover:enabled {
    color: var(--_error);
    border-color: var(--_error);
    background: var(--_error-tint);
  }
  .refusals,
  .done {
    display: grid;
    gap: 8px;
  }
  .refusals:empty,
  .card:not(:has(.refusal)) .refusals,
  .done:not(:has(button)):has(:empty) {
    /* Nothing to be seen, but there: what comes into it is read out. */
    margin-block-start: -12px;
  }
  .refusal {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 44px;
    align-items: center;
    gap: 8px;
    padding-block: 4px;
    border-radius: var(--_radius);
    background: var(--_error-tint);
  }
  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    padding: 12px;
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius);
  }
  .over .drop {
    border-color: var(--_accent);
  }
  .done {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    color: var(--_muted);
  }
  .photo,
  input[type='file'] {
    display: none;
  }
  @media (pointer: coarse) {
    .photo {
      display: inline-flex;
    }
    .beside {
      display: none;
    }
  }
  @container (min-width: 46rem) {
    .file:not(.job) {
      grid-template-columns: 56px minmax(0, 1fr) minmax(0, 24rem) 44px;
    }
    .file .note {
      grid-area: 1 / 3;
    }
    .file > .remove {
      grid-column: -2;
    }
  }
  @container (max-width: 34rem) {
    .card {
      padding: 14px;
    }
    .file {
      grid-template-columns: 48px minmax(0, 1fr) 44px;
      gap: 8px 12px;
    }
    .thumb {
      inline-size: 48px;
      block-size: 48px;
    }
    .note {
      grid-column: 1 / -1;
    }
    .drop {
      display: grid;
      justify-items: stretch;
    }
    .beside {
      text-align: center;
    }
  }
  @media print {
    .file {
      break-inside: avoid;
    }
  }
`;
