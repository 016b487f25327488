import { css } from 'lit';

/** Of the last section. They come into the form's own shadow root when it is loaded. */
export const sendStyles = css`
  .steps {
    display: grid;
    gap: 20px;
    margin-block-start: 16px;
    list-style: none;
  }
  .step {
    padding: 16px 20px 20px;
    border: 1px solid var(--_line);
    border-inline-start: 4px solid var(--_edge);
    border-radius: calc(var(--_radius) + 2px);
    background: var(--_paper);
  }
  .step.done {
    border-inline-start-color: var(--_success);
  }
  .sentence {
    max-inline-size: 46em;
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .tasks {
    list-style: none;
    margin-block-start: 12px;
  }
  .task + .task {
    border-block-start: 1px solid var(--_line);
  }
  .go {
    display: grid;
    grid-template-columns: 1.5em minmax(0, 1fr);
    gap: 0 8px;
    inline-size: 100%;
    min-block-size: 44px;
    align-items: baseline;
    align-content: center;
    padding: 8px 4px;
    line-height: 1.4;
    text-align: start;
  }
  button.go {
    justify-content: initial;
    border-color: transparent;
    background: none;
    color: var(--_text);
    font-weight: 400;
  }
  button.go:hover {
    background: var(--_tint);
  }
  .go::before {
    grid-row: span 2;
    content: '○';
    color: var(--_muted);
    font-weight: 700;
    text-align: center;
  }
  .done > .go::before {
    content: '✓';
    color: var(--_success);
  }
  .wrong > .go::before {
    content: '!';
    color: var(--_error);
  }
  button.go .what {
    color: var(--_accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }
  .fact {
    grid-column: 2;
    color: var(--_muted);
    font-size: 0.875em;
  }
  .fact:empty {
    display: none;
  }
  .wrong .fact {
    color: var(--_error);
  }
  .send .deadline {
    display: grid;
    gap: 8px;
    margin-block: 14px 18px;
    padding: 12px 16px;
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .deadline p {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5em;
  }
  .remaining {
    font-weight: 650;
  }
  .passed .remaining,
  .skew {
    color: var(--_warning);
  }
  .outcome {
    display: grid;
    gap: 16px;
    scroll-margin-block: calc(var(--letter-sticky-offset, 0px) + 72px) calc(var(--_foot, 110px) + 24px);
  }
  .outcome:has(.said) {
    margin-block-start: 20px;
  }
  .said {
    --_tone: var(--_accent);
    display: grid;
    gap: 8px;
    padding: 16px 20px;
    border: 1px solid var(--_line);
    border-inline-start: 4px solid var(--_tone);
    border-radius: calc(var(--_radius) + 2px);
    background: var(--_paper);
  }
  .said > p:first-child {
    font-weight: 650;
  }
  .said.done {
    --_tone: var(--_success);
  }
  .said > button {
    justify-self: start;
  }
  .said > ul {
    padding-inline-start: 1.2em;
  }
  .said.done > p:first-child {
    color: var(--_success);
    font-size: 1.1875em;
  }
  .said.waiting,
  .said.changed {
    --_tone: var(--_warning);
  }
  .said.refused {
    --_tone: var(--_error);
    background: var(--_error-tint);
  }
  .said progress {
    inline-size: 100%;
    max-inline-size: none;
    block-size: 12px;
    accent-color: var(--_accent);
  }
  .left {
    margin-block-start: 20px;
  }
  @container (min-width: 40rem) {
    .go {
      grid-template-columns: 1.5em minmax(0, 1fr) auto;
      column-gap: 16px;
    }
    .go::before {
      grid-row: auto;
    }
    .fact {
      grid-column: 3;
      text-align: end;
    }
  }
`;
