/** The model for browser and Node, with all three languages: what an application is, and what is wrong with one. */
import './model/all-languages.js';
import { parts } from './model/application.js';

export { applicationSchema } from './model/application.js';
export type { Application } from './model/application.js';
export { parseCall } from './model/call-definition.js';
export { callSchema } from './model/call-schema.js';
export type { Call } from './model/call.js';
export { call2025 } from './model/call-2025.js';
export { describeFields } from './model/describe.js';
export type { FieldDescription } from './model/describe.js';
export { limitsOf } from './model/evidence-limits.js';
export type { EvidenceLimits } from './model/evidence-limits.js';
export { emptyDraft, readDraft } from './model/draft.js';
export type { Draft, LeftOver, Row } from './model/draft.js';
export type { Result } from './model/json.js';
export { applicationJsonSchema, callJsonSchema } from './model/json-schema.js';
export type { Phone } from './model/kinds.js';
export { migrateApplication } from './model/migrate.js';
export { parseApplication } from './model/parse.js';
export { toApplication, validateDraft } from './model/validate.js';
export { issueMessage } from './language/issue.js';
export type { Issue, Path } from './language/issue.js';
export type { Language } from './language/message.js';

/** One schema a part; of a list, that of one row. */
export const letterSchema = parts.letter.schema;
export const municipalitySchema = parts.municipality.schema;
export const selfAssessmentSchema = parts.selfAssessment.schema;
export const jointActivitySchema = parts.jointActivities.schema;
export const civicGroupSchema = parts.civicGroups.schema;
export const donorProjectSchema = parts.donorProjects.schema;
export const evidenceSchema = parts.evidence.schema;
