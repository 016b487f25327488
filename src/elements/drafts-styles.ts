import { css } from 'lit';

export const draftsStyles = css`
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  .lead,
  .none,
  .facts,
  .clearing p {
    color: var(--_muted);
  }
  .lead,
  .clearing p {
    max-inline-size: 44em;
  }
  [role='status']:not(:has(p)) {
    display: none;
  }
  .news {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    padding: 10px 16px;
    border-inline-start: 4px solid var(--_success);
    border-radius: 4px;
    background: var(--_ground);
  }
  .news p {
    flex: 1 1 16em;
  }
  .news.refused {
    border-inline-start-color: var(--_error);
    background: var(--_error-tint);
  }
  .none {
    padding: 32px 16px;
    border: 1px dashed var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    text-align: center;
  }
  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    list-style: none;
  }
  article {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 12px 16px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
  }
  article.here {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  article.gone {
    border-style: dashed;
    color: var(--_muted);
  }
  .what {
    flex: 1 1 14em;
    min-inline-size: 0;
  }
  h3 {
    font-size: 1.0625em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 16px;
    margin-block-start: 4px;
    font-size: 0.875em;
  }
  .mark {
    padding: 1px 10px;
    border-radius: 1em;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .version {
    background: none;
    box-shadow: inset 0 0 0 1px var(--_warning);
    color: var(--_warning);
  }
  .acts {
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
  article .acts {
    margin-block-end: -6px;
    font-size: 0.9375em;
  }
  .acts .link {
    min-inline-size: 0;
    padding-inline: 0;
    font-weight: 500;
    text-decoration-thickness: 1px;
  }
  .naming {
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding-block: 8px 4px;
  }
  .naming label {
    flex: 1 1 100%;
    font-weight: 600;
  }
  .naming input {
    flex: 1 1 14em;
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 0.4em 0.75em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: inherit;
    font: inherit;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  section ul {
    margin-block-start: 4px;
  }
  .clearing {
    padding-block-start: 20px;
    border-block-start: 1px solid var(--_line);
  }
  .clearing .acts {
    gap: 8px 12px;
    margin-block-start: 4px;
  }
  .clearing.asked {
    padding: 16px;
    border: 1px solid var(--_error);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_error-tint);
  }
  .clearing {
    /* Clear of the buttons at the foot. */
    scroll-margin-block-end: 96px;
  }
  .clearing.asked p {
    color: inherit;
  }
  .clearing h3:focus-visible {
    outline: 0;
  }
  .danger {
    border-color: var(--_error);
    color: var(--_error);
  }
`;
