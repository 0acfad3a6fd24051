import * as z from 'zod';
import { packSchema } from './pack-schema.ts';

/** The schema of a pack for editors that complete and check YAML: `# yaml-language-server: $schema=…`. */
export const policyJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(packSchema, { io: 'input', unrepresentable: 'any' }),
  title: 'Quarry policy pack',
});
