/** What stories share: they set the members of an element and report its events to the actions panel. */
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit';
import { action } from 'storybook/actions';

/** All that the elements fire, native events and their own. */
const events = [
  'input',
  'change',
  'row-add',
  'row-remove',
  'field-request',
  'application-export',
  'application-error',
  'application-submit',
  'application-sent',
];

interface Context {
  readonly parameters: { readonly showIssues?: boolean };
}

type Args = Readonly<Record<string, unknown>>;

class MembersDirective extends Directive {
  #last: Args | undefined;

  override render(_args: object, _context?: Context): unknown {
    return noChange;
  }

  /** A member is set only when its arg is another than last time: a switch of language must not undo typing. */
  override update({ element }: ElementPart, [args, context]: [object, Context?]): unknown {
    const last = this.#last;
    if (!last) for (const name of events) element.addEventListener(name, report);
    // Storybook adds an `onRowAdd` for each event of the manifest.
    const members = Object.entries(args).filter(([name]) => !/^on[A-Z]/.test(name));
    for (const [name, value] of members) {
      // Not an assignment: of some elements `issues` can only be read.
      if (!last || last[name] !== value) Reflect.set(element, name, value);
    }
    if (!last && context?.parameters.showIssues) (element as Element & { showIssues(): void }).showIssues();
    this.#last = Object.fromEntries(members);
    return noChange;
  }
}

/** The args of a story as members of the element. `parameters.showIssues` shows every error and warning at once. */
export const members = directive(MembersDirective);

const details = ['part', 'index', 'path', 'issues', 'application'] as const;

function report(event: Event): void {
  const own = event as unknown as Record<string, unknown>;
  action(event.type)(
    Object.fromEntries(details.filter((name) => name in own).map((name) => [name, own[name]])),
  );
}
