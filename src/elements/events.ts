import type { Issue, Path } from '../language/issue.js';
import type { Language } from '../language/message.js';
import type { Application } from '../model/application.js';
import type { PartName } from '../model/part.js';

const outward = { bubbles: true, composed: true };

/** Something given to an element (a call definition, a file) could not be used; `issues` say why. */
export class ApplicationErrorEvent extends Event {
  constructor(readonly issues: readonly Issue[]) {
    super('application-error', outward);
  }
}

/** An application without errors was made; `application` is what the JSON file holds. */
export class ApplicationExportEvent extends Event {
  constructor(readonly application: Application) {
    super('application-export', outward);
  }
}

/** A row was added to a list, at `index` (0-based). A table that is pasted makes one event for each row. */
export class RowAddEvent extends Event {
  constructor(
    readonly part: PartName,
    readonly index: number,
  ) {
    super('row-add', outward);
  }
}

/** A row was removed from a list; it stood at `index` (0-based). Undo brings it back. */
export class RowRemoveEvent extends Event {
  constructor(
    readonly part: PartName,
    readonly index: number,
  ) {
    super('row-remove', outward);
  }
}

/** The draft on the screen is safe on this device; `savedAt` in ms since 1970. */
export class DraftSaveEvent extends Event {
  constructor(readonly savedAt: number) {
    super('draft-save', outward);
  }
}

/** A draft that was saved earlier is on the screen; `language` is the one in which it was last shown. */
export class DraftRestoreEvent extends Event {
  constructor(
    readonly savedAt: number,
    readonly language: Language,
  ) {
    super('draft-restore', outward);
  }
}

/** The draft was changed in two windows at the same place. Both versions are kept until a person has chosen. */
export class DraftConflictEvent extends Event {
  constructor() {
    super('draft-conflict', outward);
  }
}

/** Somebody wants to go to a field that stands in another element; `path` says which. */
export class FieldRequestEvent extends Event {
  constructor(readonly path: Path) {
    super('field-request', { ...outward, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'application-error': ApplicationErrorEvent;
    'application-export': ApplicationExportEvent;
    'draft-conflict': DraftConflictEvent;
    'draft-restore': DraftRestoreEvent;
    'draft-save': DraftSaveEvent;
    'field-request': FieldRequestEvent;
    'row-add': RowAddEvent;
    'row-remove': RowRemoveEvent;
  }
}
