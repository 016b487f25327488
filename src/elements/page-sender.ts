import { ServerClock } from '../sending/clock.js';
import { Outbox } from '../sending/outbox.js';
import { Sender } from '../sending/sender.js';
import { carryBy } from '../sending/transport.js';
import { outboxFlag } from './draft-desk.js';
import { filesOf, isKeptOnDevice } from './evidence-files.js';

/** What sends the applications of a page. */
export class PageSender {
  readonly clock = new ServerClock();
  readonly outbox: Outbox;
  readonly sender: Sender;
  #forms = 0;

  /** `draft`: where the form keeps what is typed; what it sends is kept there too. */
  constructor(draft: string | null) {
    const isKept = isKeptOnDevice(draft);
    this.outbox = new Outbox(() => (isKept ? indexedDB : undefined) as IDBFactory);
    const { outbox, clock } = this;
    this.sender = new Sender({
      outbox,
      clock,
      carry: carryBy(
        (...request) => fetch(...request),
        () => new XMLHttpRequest(),
      ),
      files: (sha256) => filesOf(draft).get(sha256),
      ...(isKept && {
        locks: navigator.locks,
        channel: () => new BroadcastChannel('interest-letter-outbox'),
      }),
      events: window,
    });
    if (isKept) this.sender.subscribe(({ kind }) => kind === 'change' && this.#flag());
  }

  /** The next page of this device looks for what waits only where there is something. */
  #flag(): void {
    try {
      if (this.sender.posts.some(({ state }) => state === 'waiting')) localStorage[outboxFlag] = 1;
      else delete localStorage[outboxFlag];
    } catch {
      // It looks when somebody begins to fill in.
    }
  }

  /** A form is in the page: what waits is sent. */
  begin(): void {
    if (!this.#forms++) this.sender.start();
  }

  end(): void {
    if (!--this.#forms) this.sender.stop();
  }
}

const all = new Map<boolean, PageSender>();

/** One for all forms of the page whose drafts are kept on the device (also when missing), one for all others. */
export function senderOf(draft: string | null): PageSender {
  const isKept = isKeptOnDevice(draft);
  let sender = all.get(isKept);
  if (!sender) all.set(isKept, (sender = new PageSender(draft)));
  return sender;
}
