import { css } from 'lit';

/** The letter as paper on the screen. */
export const letterPaperStyles = css`
  .letter-text {
    margin-block: 40px 12px;
  }
  .paper {
    max-inline-size: 46em;
    padding: clamp(20px, 6cqi, 64px);
    border: 1px solid var(--_line);
    border-radius: 4px;
    background: var(--_paper);
    box-shadow: 0 8px 24px rgb(0 0 0 / 10%);
    font-family: var(--_serif);
    line-height: 1.6;
  }
  .paper p {
    margin-block-end: 0.8em;
  }
  .note {
    text-align: center;
    color: var(--_muted);
  }
  .paper .addressee {
    margin-inline-start: auto;
    margin-block-end: 0.3em;
    max-inline-size: 26em;
    text-align: end;
  }
  .title1 {
    margin-block: 1.6em 1em !important;
    text-align: center;
    font-weight: 700;
    font-size: 1.1875em;
  }
  .title2 {
    margin-block-start: 1.6em;
    font-weight: 700;
  }
  .signatures {
    display: grid;
    gap: 24px;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    margin-block: 2em;
  }
  .sign {
    display: block;
    block-size: 2.4em;
    border-block-end: 1px solid currentcolor;
  }
  .seal {
    display: grid;
    place-content: center;
    inline-size: 9em;
    block-size: 9em;
    border: 1px dashed var(--_edge);
    border-radius: 50%;
    color: var(--_muted);
  }
  .blank {
    border-block-end: 1px solid var(--_edge);
    border-radius: 2px;
    background: var(--_tint);
    color: inherit;
    text-decoration: none;
  }
  .blank:hover {
    border-block-end-color: var(--_accent);
    color: var(--_accent);
  }
  .rule {
    display: inline-block;
    inline-size: 9em;
    max-inline-size: 100%;
    block-size: 1em;
  }
`;
