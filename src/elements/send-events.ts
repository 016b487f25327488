import type { Application } from '../model/application.js';
import type { Receipt } from '../sending/receipt.js';

const outward = { bubbles: true, composed: true };

/**
 * A person wants the application to be sent. Where it is cancelled, the host page sends it: nothing is posted, and
 * nothing is called sent.
 */
export class ApplicationSubmitEvent extends Event {
  constructor(
    /** Valid, and every file that it names is on this device. */
    readonly application: Application,
    /** The files, each under its name in the application, in that order. */
    readonly files: readonly File[],
  ) {
    super('application-submit', { ...outward, cancelable: true });
  }
}

/** An application has been received: the server's answer is in hand. */
export class ApplicationSentEvent extends Event {
  constructor(
    readonly receipt: Receipt,
    /** The id of the application. */
    readonly applicationId: string,
  ) {
    super('application-sent', outward);
  }
}

declare global {
  interface HTMLElementEventMap {
    'application-submit': ApplicationSubmitEvent;
    'application-sent': ApplicationSentEvent;
  }
}
