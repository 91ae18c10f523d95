import { z } from 'zod';

/** Where the number of executed tests comes from. */
export const reportFormatSchema = z.enum([
  'junit',
  'tap',
  'pytest',
  'vitest',
  'jest',
  'node_test',
  'go_test',
  'cargo',
  'summary_line',
  'exit_code',
]);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** What the app itself saw when it measured a gate. */
export const evidenceSchema = z.object({
  command: z.array(z.string()).describe('argv as executed'),
  exit_code: z.number().int().nullable(),
  duration_ms: z.number(),
  tests_executed: z.number().int().nullable().describe('null where the measure is not a test run'),
  tests_failed: z.array(z.string()).describe('names of failing tests, at most 50'),
  report_format: reportFormatSchema.nullable(),
  tree_hash: z.string().describe('git tree the command ran on; empty outside a repository'),
  reason: z.string().nullable().describe('why the gate failed, or could not be measured'),
  output_tail: z.string().describe('the last lines of output, at most 4,000 characters'),
});
export type Evidence = z.infer<typeof evidenceSchema>;
