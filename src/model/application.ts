import * as z from 'zod/mini';
import { isIssueCode } from '../language/issue.js';
import type { Issue } from '../language/issue.js';
import { jointActivities } from './activity.js';
import { civicGroups } from './civic-group.js';
import { donorProjects } from './donor-project.js';
import { evidence } from './evidence.js';
import { letter } from './interest-letter.js';
import { municipality } from './municipality.js';
import { rows } from './part.js';
import type { Part, PartName } from './part.js';
import { selfAssessment } from './self-assessment.js';

/** Every part of an application, in the order of the call. */
export const parts = {
  letter,
  municipality,
  selfAssessment,
  jointActivities,
  civicGroups,
  donorProjects,
  evidence,
};

export const partNames = Object.keys(parts) as PartName[];

export const partOf = (name: PartName): Part => parts[name] as unknown as Part;

/** The version of the application's shape. A new one comes with a step in `migrate.ts`. */
export const schemaVersion = 1;

export const schemaAddress = (name: 'application' | 'call'): string =>
  `https://interest-letter.example/schema/${name}-${schemaVersion}.schema.json`;

const instant = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$/;

/**
 * A finished application, strict: what it does not know, it refuses with its path. The same schema judges an
 * export in the browser and a posted application on a server.
 */
export const applicationSchema = z.strictObject({
  $schema: z.optional(z.string().check(z.regex(/application-[0-9]+\.schema\.json$/, 'badText'))),
  // `z.literal` would say the same in more bytes.
  schemaVersion: z.enum({ now: schemaVersion }),
  applicationId: z.string().check(z.regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'badText')),
  callId: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'badText')),
  language: z.enum(['ky', 'ru', 'en']),
  exportedAt: z.string().check(
    z.regex(instant, 'badText'),
    z.refine((value) => !isNaN(Date.parse(value)), 'badText'),
  ),
  letter: letter.schema,
  municipality: municipality.schema,
  selfAssessment: selfAssessment.schema,
  jointActivities: rows(jointActivities) as z.ZodMiniArray<typeof jointActivities.schema>,
  civicGroups: rows(civicGroups) as z.ZodMiniArray<typeof civicGroups.schema>,
  donorProjects: rows(donorProjects) as z.ZodMiniArray<typeof donorProjects.schema>,
  evidence: rows(evidence) as z.ZodMiniArray<typeof evidence.schema>,
});

export type Application = z.infer<typeof applicationSchema>;

/**
 * zod's findings as ours: a code where zod has a sentence, one issue for each unknown key. The error must come
 * from a parse with `reportInput`, or what is missing looks like what is wrong.
 */
export function issuesOf(error: z.core.$ZodError, at: readonly (string | number)[] = []): Issue[] {
  return error.issues.flatMap((found) => {
    const path = [...at, ...(found.path as (string | number)[])];
    const issue = (code: Issue['code'], params?: Issue['params']): Issue => ({
      code,
      severity: 'error',
      path,
      ...(params && { params }),
    });
    switch (found.code) {
      case 'unrecognized_keys':
        return found.keys.map((key) => ({ ...issue('unknownKey', { key }), path: [...path, key] }));
      case 'too_big':
        return issue(
          found.origin === 'string' ? 'tooLong' : found.origin === 'array' ? 'tooMany' : 'tooLarge',
          { max: Number(found.maximum) },
        );
      case 'too_small':
        if (found.origin === 'string') return issue('required');
        return issue(found.origin === 'array' ? 'tooFew' : 'tooSmall', { min: Number(found.minimum) });
      case 'invalid_type':
        return found.input === undefined
          ? issue('required')
          : issue('wrongType', { expected: found.expected });
      case 'invalid_value':
        return found.input === undefined ? issue('required') : issue('notChoice');
      default:
        return isIssueCode(found.message)
          ? issue(found.message, 'params' in found ? found.params : undefined)
          : issue('badText');
    }
  });
}
