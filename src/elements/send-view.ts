import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { issueMessage } from '../language/issue.js';
import { msg, str } from '../language/message.js';
import { deadlineWords, remainingWords, skewWords } from './deadline-words.js';
import type { DraftDesk } from './draft-desk.js';
import { newsOf } from './draft-news.js';
import { sizeWords } from './evidence-words.js';
import { receiptStyles } from './receipt-styles.js';
import { receiptTemplate } from './receipt-template.js';
import { checklistTemplate } from './send-checklist.js';
import { findingsNow, sendDesk } from './send-desk.js';
import type { SendDesk } from './send-desk.js';
import { sendStyles } from './send-styles.js';
import { refusedWords, waitingWords } from './send-words.js';

const most = 5;

/** The last section of a form: what the call asks for and what is missing, sending, and what has become of it. */
export function sendTemplate(desk: DraftDesk): TemplateResult {
  const send = sendDesk(desk);
  dress(desk.form.shadowRoot);
  send.askTime();
  return html`<div class="send">
    ${checklistTemplate(desk, html`${deadlineTemplate(desk, send)} ${buttonsTemplate(desk, send)}`)}
    <div class="outcome" role="status">${outcomeTemplate(desk, send)}</div>
    ${leftOverTemplate(desk)}
  </div>`;
}

function dress(root: ShadowRoot | null): void {
  for (const { styleSheet } of [sendStyles, receiptStyles])
    if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet))
      root.adoptedStyleSheets.push(styleSheet);
}

function deadlineTemplate({ form }: DraftDesk, send: SendDesk): TemplateResult {
  const { deadline, skew } = send;
  return html`<div class="deadline ${deadline.passed ? 'passed' : ''}">
    <p>
      <b>${msg('Акыркы мөөнөт:', { id: 's.deadlineLabel' })}</b>
      <time datetime=${new Date(deadline.instant).toISOString()}
        >${deadlineWords(deadline, form.language)}</time
      >
      <span class="remaining">${remainingWords(deadline, form.language)}</span>
    </p>
    ${skew ? html`<p class="skew">${skewWords(skew, form.language)}</p>` : nothing}
    ${
      deadline.passed
        ? html`<p class="late">
            ${
              deadline.mayPost
                ? msg('Мөөнөттөн кийин да жөнөтсө болот, бирок өтүнмө кечигип келген деп белгиленет.', {
                    id: 's.lateAllowed',
                  })
                : msg(
                    'Бул чакырыкка өтүнмө мындан ары кабыл алынбайт. Толтурууга, басып чыгарууга жана файлга сактоого болот.',
                    { id: 's.lateRefused' },
                  )
            }
          </p>`
        : nothing
    }
  </div>`;
}

function buttonsTemplate(desk: DraftDesk, send: SendDesk): TemplateResult {
  const { post, isSame, endpoint, deadline } = send;
  const { form } = desk;
  const off = form.readonly || form.matches(':disabled');
  const mayPost = !!endpoint && (deadline.mayPost || (isSame && post?.state !== 'refused'));
  return html`<div class="buttons">
    ${mayPost ? mainTemplate(desk, send, off) : nothing}
    ${
      endpoint
        ? nothing
        : html`<button type="button" class="primary" ?disabled=${off} @click=${() => onSend(desk, send)}>
            ${msg('Жөнөтүүгө даярдоо', { id: 's.prepare' })}
          </button>`
    }
    <button type="button" @click=${() => openReview(desk, send)}>
      ${msg('Жоопторду көрүп чыгуу', { id: 's.review' })}
    </button>
    ${
      endpoint
        ? html`<button type="button" class="link" ?disabled=${off} @click=${() => openPackage(desk, send)}>
            ${msg('Эл. почта же почта аркылуу жөнөтүү', { id: 's.packageHeading' })}
          </button>`
        : nothing
    }
  </div>`;
}

/** One button in one place, so that the focus stays on it whatever comes of a click. */
function mainTemplate(desk: DraftDesk, send: SendDesk, off: boolean): TemplateResult {
  const { post, isSame, progress } = send;
  const state = isSame ? post?.state : undefined;
  const [words, act] =
    state === 'sent'
      ? [msg('Дүмүрчөктү көрүү', { id: 's.showReceipt' }), () => openReceipt(desk, send)]
      : state === 'waiting'
        ? [
            progress
              ? msg('Жөнөтүлүп жатат…', { id: 's.sending' })
              : msg('Азыр кайра аракет кылуу', { id: 's.retry' }),
            () => progress || send.retry(),
          ]
        : [
            post && !isSame && post.state === 'sent'
              ? msg('Өзгөртүүлөрдү жөнөтүү', { id: 's.sendChanges' })
              : msg('Жөнөтүү', { id: 's.send' }),
            () => onSend(desk, send),
          ];
  return html`<button
    type="button"
    class="primary"
    ?disabled=${off && state !== 'sent'}
    aria-disabled=${state === 'waiting' && progress ? 'true' : nothing}
    @click=${act}
  >
    ${words}
  </button>`;
}

function outcomeTemplate(desk: DraftDesk, send: SendDesk): TemplateResult | typeof nothing {
  const { form } = desk;
  const { post, refusal, progress, isSame, isKept, findings } = send;
  if (refusal === 'incomplete' && !form.store.exportApplication(form.language).success)
    return box('refused', [
      msg('Өтүнмө жөнөтүлгөн жок: адегенде тизмедеги каталарды оңдоңуз.', { id: 's.incomplete' }),
    ]);
  if (refusal === 'missing' && form.store.issues.some(({ code }) => code === 'fileMissing'))
    return box('refused', [
      msg(
        'Өтүнмө жөнөтүлгөн жок: кошулган файлдардын бири бул түзмөктө жок. Аны кайра тандаңыз же өчүрүңүз.',
        {
          id: 's.missing',
        },
      ),
    ]);
  if (refusal === 'late')
    return box('refused', [msg('Өтүнмө жөнөтүлгөн жок: мөөнөт бүттү.', { id: 's.tooLate' })]);
  if (!post) return nothing;
  if (post.state === 'sent')
    return html`${
      isSame
        ? nothing
        : box('changed', [
            msg(
              str`Жөнөтүлгөндөн кийин өзгөрттүңүз. Программада азырынча ${post.revision}-редакция турат. «Өзгөртүүлөрдү жөнөтүү» аны ${post.revision + 1}-редакция менен алмаштырат.`,
              { id: 's.changed' },
            ),
          ])
    }${box('done', [msg('Өтүнмө кабыл алынды.', { id: 's.received' })], receiptTemplate(post, form.store.call, form.language))}`;
  if (post.state === 'refused') {
    if (!isSame) return nothing;
    const { general } = findings;
    const atFields = findingsNow(send).length;
    return box(
      'refused',
      refusedWords(post, atFields),
      html`${
        general.length
          ? html`<ul>
              ${general.slice(0, most).map(({ message, code }) => html`<li dir="auto">${message || code}</li>`)}
            </ul>`
          : nothing
      }
      ${
        atFields
          ? html`<button type="button" @click=${() => form.showErrors()}>
              ${msg('Каталарды көрсөтүү', { id: 's.showErrors' })}
            </button>`
          : nothing
      }`,
    );
  }
  const changed = isSame
    ? []
    : [msg('Андан бери өзгөрттүңүз: «Жөнөтүү» басылса, жаңысы жөнөтүлөт.', { id: 's.changedWaiting' })];
  if (progress) {
    const { sent, total } = progress;
    return box(
      'waiting',
      [msg(str`Жөнөтүлүп жатат: ${sizeWords(sent)} / ${sizeWords(total)}`, { id: 's.progress' }), ...changed],
      html`<progress max=${total || 1} .value=${sent} aria-hidden="true"></progress>`,
    );
  }
  return box('waiting', [...waitingWords(post, isKept), ...changed]);
}

const box = (look: string, words: readonly string[], more?: TemplateResult): TemplateResult =>
  html`<div class="said ${look}">${words.map((each) => html`<p>${each}</p>`)}${more}</div>`;

function leftOverTemplate({ form }: DraftDesk): TemplateResult | typeof nothing {
  const { leftOver = [] } = form.store.draft;
  return leftOver.length
    ? html`<details class="left">
        <summary>
          ${msg(str`Файлдан ордун таппай калган маалымат: ${leftOver.length}`, { id: 'u.leftOver' })}
        </summary>
        <dl>
          ${leftOver.map(
            ({ path, value }) =>
              html`<dt>${path.join('.')}</dt>
                <dd>${typeof value === 'string' ? value : JSON.stringify(value)}</dd>`,
          )}
        </dl>
      </details>`
    : nothing;
}

async function onSend(desk: DraftDesk, send: SendDesk): Promise<void> {
  // What was said before would cover what comes of this.
  newsOf(desk).latest = undefined;
  await send.send();
  const { form } = desk;
  if (send.refusal === 'incomplete') form.showErrors();
  else if (send.refusal !== 'missing' && send.refusal !== 'endpoint') {
    // On a small screen it stands below the line at the foot.
    await form.updateComplete;
    form.renderRoot.querySelector('.outcome')?.scrollIntoView({ block: 'nearest' });
  }
  if (send.refusal === 'endpoint') await openPackage(desk, send);
  if (send.refusal === 'missing') {
    const missing = form.store.issues.find(({ code }) => code === 'fileMissing');
    if (missing) void form.focusField(missing.path);
  }
}

function openPackage(desk: DraftDesk, send: SendDesk): Promise<void> {
  return orSay(desk, async () => {
    if (!desk.form.store.exportApplication(desk.form.language).success) return desk.form.showErrors();
    await (await import('./package-panel.js')).openPackagePanel(desk, send.deadline);
  });
}

function openReview(desk: DraftDesk, send: SendDesk): Promise<void> {
  const { endpoint, deadline, post, isSame } = send;
  const maySend = endpoint && deadline.mayPost && !(isSame && post?.state !== 'refused');
  const { form } = desk;
  const off = form.readonly || form.matches(':disabled');
  return orSay(desk, async () => {
    const { ReviewPanel } = await import('./review-panel.js');
    new ReviewPanel(desk, maySend && !off ? { send: () => void onSend(desk, send) } : {}).open();
  });
}

function openReceipt(desk: DraftDesk, send: SendDesk): Promise<void> {
  return orSay(desk, async () => {
    const { ReceiptPanel } = await import('./receipt-panel.js');
    new ReceiptPanel(desk, send.posts).open();
  });
}

/** What cannot be loaded is said. */
async function orSay(desk: DraftDesk, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    newsOf(desk).tell({
      kind: 'refused',
      words: () => issueMessage({ code: 'notLoaded', severity: 'error', path: [] }, desk.form.language),
    });
  }
}
