import { css } from 'lit';

/** Five numbered answers beneath one question. */
export const problemStyles = css`
  .question {
    display: grid;
    gap: 16px;
  }
  .problems {
    display: grid;
    gap: 12px;
    padding-inline-start: 2em;
    margin-block-start: 8px;
  }
  .problems li::marker {
    color: var(--_muted);
    font-weight: 600;
  }
`;
