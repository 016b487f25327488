import { css } from 'lit';

/** Of the lines above the bar. They come into the form's own shadow root when they are loaded. */
export const noticeStyles = css`
  .notices {
    max-block-size: 45vh;
    overflow: auto;
    overscroll-behavior: contain;
    border-radius: calc(var(--_radius) + 5px) calc(var(--_radius) + 5px) 0 0;
  }
  .word {
    --_tone: var(--_accent);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 4px;
    padding: 4px 8px 4px 12px;
    border-inline-start: 4px solid var(--_tone);
    border-block-end: 1px solid var(--_line);
    font-size: 0.9375em;
    line-height: 1.4;
  }
  .word.done {
    --_tone: var(--_success);
  }
  .word.warning {
    --_tone: var(--_warning);
  }
  .word.refused {
    --_tone: var(--_error);
    background: var(--_error-tint);
  }
  .word p {
    flex: 1 1 calc(100% - 52px);
    padding-block: 6px;
    white-space: pre-line;
  }
  .word button {
    order: 2;
    padding-inline: 0.6em;
    border-color: transparent;
    background: none;
    font-size: 1em;
  }
  .word button:not(.shut) {
    margin-inline-start: -0.6em;
    margin-inline-end: 0.6em;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  .word .shut {
    order: 1;
    align-self: start;
    color: var(--_muted);
    font-size: 1.4em;
    line-height: 1;
  }
  @container (max-width: 30rem) {
    /* On a phone what only informs waits until what asks for something is answered. */
    .word:not(.done, .warning, .refused, :only-child) {
      display: none;
    }
  }
  @container (min-width: 46rem) {
    .word p {
      flex: 1 1 20em;
    }
    .word button:not(.shut) {
      margin-inline: 0;
    }
    .word .shut {
      order: 3;
      align-self: center;
    }
  }
`;
