import { css } from 'lit';

/** Sections that are records: their headings, and the letters above the field in use. */
export const sectionStyles = css`
  .heading {
    margin-block-end: 16px;
    max-inline-size: 48em;
  }
  .annex {
    color: var(--_muted);
    font-weight: 600;
  }
  .stack {
    display: grid;
    gap: 28px;
  }
  .stack > .field,
  .question {
    max-inline-size: 48em;
  }
`;

export const lettersStyles = css`
  .letters {
    position: absolute;
    z-index: 3;
    display: flex;
    translate: 0 calc(-100% + 1px);
    border: 1px solid var(--_accent);
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: var(--_paper);
    overflow: hidden;
    box-shadow: 0 -2px 8px rgb(0 0 0 / 12%);
  }
  .letters button {
    min-block-size: 36px;
    min-inline-size: 40px;
    padding: 0;
    border: 0;
    border-radius: 0;
    font-size: 1.125em;
  }
  @media (pointer: coarse) {
    .letters button {
      min-block-size: 44px;
      min-inline-size: 48px;
    }
  }
`;
