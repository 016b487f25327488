import * as z from 'zod/mini';
import { applicationSchema, schemaAddress } from './application.js';
import { callSchema } from './call-schema.js';

type JsonSchema = Record<string, unknown>;

// Rules between fields are not in a JSON Schema; the documentation lists them.
const schemaOf = (schema: z.ZodMiniType, name: 'application' | 'call', title: string): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'output',
    override({ zodSchema: { _zod }, jsonSchema }) {
      const checks = (_zod.def as { checks?: z.core.$ZodCheck<never>[] }).checks ?? [];
      const isInteger = checks.some(({ _zod: { def } }) => def.error?.({} as never) === 'notInteger');
      if (isInteger) jsonSchema.type = 'integer';
    },
  }) as JsonSchema;
  return { $schema, $id: schemaAddress(name), title, ...rest };
};

/** The application as JSON Schema 2020-12, for validators in any language. */
export const applicationJsonSchema = (): JsonSchema =>
  schemaOf(applicationSchema, 'application', 'Letter of interest with its annexes');

/** The call definition as JSON Schema 2020-12. */
export const callJsonSchema = (): JsonSchema => schemaOf(callSchema, 'call', 'Call definition');
