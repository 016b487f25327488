import type { ReactiveController } from 'lit';
import type { Issue } from '../language/issue.js';
import type { Application } from '../model/application.js';
import type { Draft } from '../model/draft.js';
import { deadlineOf } from '../sending/clock.js';
import type { Deadline } from '../sending/clock.js';
import { contentOf } from '../sending/outbox.js';
import type { OutboxRecord } from '../sending/outbox.js';
import type { Progress } from '../sending/transport.js';
import type { SenderEvent } from '../sending/sender.js';
import { askTime } from '../sending/transport.js';
import { nextChange } from './deadline-words.js';
import type { DraftDesk } from './draft-desk.js';
import { filesOf } from './evidence-files.js';
import { senderOf } from './page-sender.js';
import type { PageSender } from './page-sender.js';
import { persistAsked } from './persist.js';
import { ApplicationSentEvent, ApplicationSubmitEvent } from './send-events.js';
import { serverFindings } from './server-findings.js';
import type { ServerFindings } from './server-findings.js';

/** Why a click on the button did not send anything. */
export type Refusal = 'incomplete' | 'missing' | 'late' | 'endpoint';

/** Longest wait of a timer, in ms. */
const longest = 2 ** 31 - 1;

/** Sends the application of a form, and knows what has become of it. */
export class SendDesk implements ReactiveController {
  /** Why the last click did not send. */
  refusal: Refusal | undefined;
  #page: PageSender | undefined;
  #isBusy = false;
  #isTimeAsked = false;
  #stopListening: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #findings: { post: OutboxRecord | undefined; found: ServerFindings } | undefined;
  #compared: { draft: Draft; post: string; isSame: boolean } | undefined;

  constructor(readonly desk: DraftDesk) {
    desk.form.addController(this);
  }

  hostConnected(): void {
    this.#page = senderOf(this.desk.form.draft);
    this.#stopListening = this.#page.sender.subscribe((event) => this.#onSender(event));
    this.#page.begin();
    addEventListener('beforeunload', this.#onLeave);
  }

  hostDisconnected(): void {
    this.#stopListening?.();
    this.#page?.end();
    this.#page = undefined;
    clearTimeout(this.#timer);
    removeEventListener('beforeunload', this.#onLeave);
  }

  /** The form has drawn itself: its draft may live elsewhere now, or be another one. */
  hostUpdated(): void {
    const { form } = this.desk;
    if (this.#page && this.#page !== senderOf(form.draft)) {
      this.hostDisconnected();
      this.hostConnected();
    }
    this.#follow();
  }

  /** Where applications are posted; nothing where the form only prepares them. */
  get endpoint(): string | undefined {
    const { endpoint } = this.desk.form;
    if (!endpoint?.trim()) return undefined;
    const url = absolute(endpoint);
    return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
  }

  /** The newest revision of the application on the screen, on its way or received. */
  get post(): OutboxRecord | undefined {
    return this.#page?.sender.latest(this.desk.form.store.draft.applicationId);
  }

  /** All its revisions that this device knows of, the newest first. */
  get posts(): readonly OutboxRecord[] {
    const { applicationId } = this.desk.form.store.draft;
    return (this.#page?.sender.posts ?? [])
      .filter((post) => post.applicationId === applicationId)
      .sort((a, b) => b.revision - a.revision);
  }

  /** How far the attempt under way is, in whichever window. */
  get progress(): Progress | undefined {
    const { post } = this;
    return post && this.#page?.sender.progress.get(post.key);
  }

  /** Whether what waits survives the closing of this page. */
  get isKept(): boolean {
    return !!this.#page?.outbox.isKept;
  }

  get deadline(): Deadline {
    return deadlineOf(this.desk.form.store.call, this.#page?.clock ?? { now: Date.now });
  }

  /** By how much the clock of this device is wrong, as far as the server has told, in ms. */
  get skew(): number | undefined {
    return this.#page?.clock.skew;
  }

  /** Whether the newest post says what is on the screen. */
  get isSame(): boolean {
    const { post } = this;
    if (!post) return false;
    const { store, language } = this.desk.form;
    const { draft } = store;
    if (this.#compared?.draft !== draft || this.#compared.post !== post.application) {
      const now = store.exportApplication(language);
      const isSame = now.success && contentOf(now.data) === contentOf(post.application);
      this.#compared = { draft, post: post.application, isSame };
    }
    return this.#compared.isSame;
  }

  /** What was refused of the newest post. */
  get findings(): ServerFindings {
    const { post } = this;
    if (this.#findings?.post !== post || !this.#findings)
      this.#findings = { post, found: serverFindings(post) };
    return this.#findings.found;
  }

  /** The server is asked what time it is: a deadline on the screen must be the true one. */
  askTime(): void {
    const { endpoint } = this;
    if (this.#isTimeAsked || !endpoint || !this.#page) return;
    this.#isTimeAsked = true;
    // This very file is there to be asked for; of an endpoint nobody knows what it says to anything but a post.
    if (new URL(endpoint).origin === new URL(import.meta.url).origin) void this.#learnTime(import.meta.url);
  }

  async #learnTime(address: string): Promise<void> {
    const { clock } = this.#page ?? {};
    if (!clock || clock.isKnown) return;
    await askTime(address, { fetch: (...request) => fetch(...request), clock });
    this.desk.form.requestUpdate();
  }

  /** Tries what waits now. */
  retry(): void {
    this.#page?.sender.wake('hand');
  }

  /** Sends what is on the screen, or says why not. Resolves when it is sure to be sent, or is not. */
  async send(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      this.refusal = await this.#send();
    } finally {
      this.#isBusy = false;
      this.desk.form.requestUpdate();
    }
  }

  async #send(): Promise<Refusal | undefined> {
    const { desk } = this;
    const { form } = desk;
    const page = this.#page;
    const made = form.store.exportApplication(form.language);
    if (!page || !made.success) return 'incomplete';
    const application = made.data;
    const files = await this.#files(application);
    if (!files) return 'missing';
    if (!form.dispatchEvent(new ApplicationSubmitEvent(application, files))) return undefined;
    const { endpoint } = this;
    if (!endpoint) return 'endpoint';
    if (!this.deadline.mayPost) await this.#learnTime(endpoint);
    void persistAsked();
    await desk.keeper?.save();
    const slot = form.draftKey ?? form.store.call.id;
    const queued = await page.sender.queue({ application, slot, endpoint }, form.store.call);
    return queued.as === 'late' ? 'late' : undefined;
  }

  /** The files of an application; nothing where one is not on this device. */
  async #files(application: Application): Promise<File[] | undefined> {
    const device = filesOf(this.desk.form.draft);
    const files: File[] = [];
    for (const { sha256, fileName, mediaType } of application.evidence) {
      const content = await device.get(sha256);
      if (!content) return undefined;
      files.push(new File([content], fileName, { type: mediaType }));
    }
    return files;
  }

  #onSender(event: SenderEvent): void {
    const { form, slot } = this.desk;
    if (event.kind === 'settled') {
      const { record } = event;
      if (record.receipt && record.slot === (slot || form.store.call.id))
        form.dispatchEvent(new ApplicationSentEvent(record.receipt, record.applicationId));
    }
    if (event.kind === 'change') this.#follow();
    form.requestUpdate();
  }

  /** Shows at the fields what was refused of them. */
  #follow(): void {
    this.#tick();
    const { store } = this.desk.form;
    const before = this.#findings?.found;
    const { findings } = this;
    if (before === findings || (!before && this.post?.state !== 'refused')) return;
    store.setFindings('server', findings.of);
    if (findings.of(store.draft).length) store.showIssues();
  }

  /** The words about the deadline change as time goes by. */
  #tick(): void {
    clearTimeout(this.#timer);
    if (!this.#page) return;
    const pause = Math.min(nextChange(this.deadline), longest);
    this.#timer = setTimeout(() => this.desk.form.requestUpdate(), pause);
  }

  readonly #onLeave = (event: Event): void => {
    // It waits in this page alone: the browser asks before it goes with it.
    if (this.post?.state === 'waiting' && !this.isKept) event.preventDefault();
  };
}

function absolute(address: string): URL | undefined {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return undefined;
  }
}

/** What server and device find wrong on the screen. */
export const findingsNow = (desk: SendDesk): readonly Issue[] => desk.findings.of(desk.desk.form.store.draft);

const all = new WeakMap<DraftDesk, SendDesk>();

export function sendDesk(desk: DraftDesk): SendDesk {
  let send = all.get(desk);
  if (!send) all.set(desk, (send = new SendDesk(desk)));
  return send;
}
