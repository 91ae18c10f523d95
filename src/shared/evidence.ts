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

/** A test that failed, as far as its runner's report tells. */
export const failedTestSchema = z.object({
  id: z.string().describe('its name, as the runner prints it; the same as in `tests_failed`'),
  message: z.string().describe('what the runner says went wrong; empty where it says nothing'),
  expected: z.string().optional(),
  got: z.string().optional(),
  file: z.string().optional().describe('where it failed, as the runner names the file'),
  line: z.number().int().positive().optional(),
  trace: z.string().optional().describe('the failure in the words of the runner, with its stack'),
  output: z.string().optional().describe('what the test itself printed'),
});
export type FailedTest = z.infer<typeof failedTestSchema>;

/** Lists are cut at 50 names. */
const namesSchema = z.array(z.string());
const againstBaseSchema = z.object({
  tests_executed: z.number().int().nullable().describe('in the base; null where none are named'),
  tests_failed: z.number().int().describe('in the base'),
  newly_failing: namesSchema.describe('failed in the run and not before it'),
  already_failing: namesSchema.describe('failed before the run as well: not held against it'),
  fixed: namesSchema.describe('failed before the run and pass now'),
  missing: namesSchema.describe('executed in the base and not in the run'),
  newly_skipped: namesSchema,
  runner_files: namesSchema.describe('changed files that decide how tests are run'),
  changed_tests: namesSchema.describe('test files of which something of the base is gone'),
  reaches: namesSchema.describe('lines of the change that reach for the test runner'),
  by_base: z
    .enum(['pass', 'fail', 'unverified', 'not_measured'])
    .describe('the gate with tests and settings of the base'),
});
export type AgainstBase = z.infer<typeof againstBaseSchema>;

/** A test command that came with the run, where its base has none. */
const addedCommandSchema = z.object({
  command: z.string(),
  found_in: z.string().describe('the file and key that named it'),
  runs: z.string().describe('what that file says it runs; empty where it says no more'),
});
export type AddedCommand = z.infer<typeof addedCommandSchema>;

/** What the app itself saw when it measured a gate. */
export const evidenceSchema = z.object({
  command: z.array(z.string()).describe('argv as executed'),
  also: z
    .array(z.array(z.string()))
    .optional()
    .describe('further commands of the step, each in a folder of its own; all of them decide'),
  exit_code: z.number().int().nullable(),
  duration_ms: z.number(),
  tests_executed: z.number().int().nullable().describe('null where the measure is not a test run'),
  tests_failed: z.array(z.string()).describe('names of failing tests, at most 50'),
  failures: z
    .array(failedTestSchema)
    .optional()
    .describe('the same tests with what their report says; absent from evidence of older versions'),
  report_format: reportFormatSchema.nullable(),
  commit: z
    .string()
    .optional()
    .describe('the commit that the run started from, which the result speaks of'),
  against_base: againstBaseSchema
    .optional()
    .describe('how the result stands to that commit; absent where the run changed nothing'),
  added_command: addedCommandSchema
    .optional()
    .describe('the base has no test command: green by this one once a person has accepted it'),
  setting: z
    .string()
    .optional()
    .describe('digest of the command, the toolchain and what is installed'),
  flaky: namesSchema
    .optional()
    .describe('tests that gave another result on the same tree and setting before'),
  needs_environment: z
    .array(z.object({ test: z.string(), place: z.string() }))
    .optional()
    .describe('failing tests that could not reach something outside: neither green nor red'),
  tree_hash: z.string().describe('git tree the command ran on; empty outside a repository'),
  tree_after: z
    .string()
    .optional()
    .describe('the tree that the command itself left behind, where it is another'),
  reason: z.string().nullable().describe('why the gate failed, or could not be measured'),
  output_tail: z.string().describe('the last lines of output, at most 4,000 characters'),
});
export type Evidence = z.infer<typeof evidenceSchema>;
