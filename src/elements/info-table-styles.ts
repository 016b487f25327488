import { css } from 'lit';

/** A two-column table: the call's words on the left, what is filled in on the right; one column on a phone. */
export const infoTableStyles = css`
  .table {
    border-block-start: 2px solid var(--_line);
  }
  .row {
    display: block;
    padding-block: 16px;
    border-block-end: 1px solid var(--_line);
  }
  .row > .field > .label,
  .row > legend {
    margin-block-end: 4px;
  }
  .pair,
  .amounts,
  .distances {
    display: grid;
    gap: 16px;
  }
  /* A legend lies on the border of its fieldset unless it floats. */
  fieldset.row > legend {
    float: inline-start;
    inline-size: 100%;
  }
  fieldset.row > legend + div {
    clear: both;
  }
  .amounts .count input {
    max-inline-size: 6em;
  }
  .row .row,
  .tall .pair {
    margin-block-start: 16px;
  }
  .group .label:not(legend),
  .tall .pair .label {
    font-weight: 400;
    color: var(--_muted);
  }
  .unit {
    grid-template-columns: minmax(0, 9em) auto;
  }
  @container (min-width: 44rem) {
    .row > .field {
      grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
      column-gap: 32px;
    }
    .row > .field > .label {
      grid-row: span 3;
      padding-block-start: 10px;
      margin: 0;
    }
    .row > .field > :not(.label) {
      grid-column: 2;
    }
    fieldset.row > legend {
      inline-size: calc((100% - 32px) * 5 / 12);
      padding-block-start: 10px;
      margin: 0;
    }
    fieldset.row > legend + div {
      clear: none;
    }
    .amounts {
      grid-template-columns: auto minmax(4.5em, 1fr);
    }
    .amounts > :first-child {
      grid-column: 1 / -1;
    }
    fieldset.row > legend + div,
    .tall > .pair {
      margin-inline-start: calc((100% - 32px) * 5 / 12 + 32px);
    }
    .pair {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .distances {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .distances .field {
      align-content: end;
    }
  }
`;
