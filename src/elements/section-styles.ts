import { css } from 'lit';

/** Sections that are records, and their headings. */
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
