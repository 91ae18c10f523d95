import { z } from 'zod';
import { readFailure } from './read-failure.ts';
import {
  addFailure,
  addFailures,
  addTest,
  newTally,
  reportOf,
  unreadable,
} from './report-result.ts';
import type { ReportResult } from './report-result.ts';
import { parseJson } from './slice-json.ts';

const exampleSchema = z.object({
  full_description: z.string(),
  status: z.string(),
  file_path: z.string().optional(),
  line_number: z.number().int().optional(),
  exception: z
    .object({
      message: z.string().catch(''),
      backtrace: z.array(z.string()).nullable().catch(null),
    })
    .optional(),
});
const reportSchema = z.object({
  examples: z.array(exampleSchema),
  summary: z.object({ errors_outside_of_examples_count: z.number().int().min(0).catch(0) }),
});

/** Reads the JSON that RSpec writes. */
export function parseRspec(text: string): ReportResult {
  const parsed = reportSchema.safeParse(parseJson(text));
  if (!parsed.success) return unreadable('the report is neither JUnit XML nor RSpec’s JSON');
  const tally = newTally();
  for (const example of parsed.data.examples) {
    const {
      full_description: name,
      status,
      file_path: file,
      line_number: line,
      exception,
    } = example;
    if (status === 'passed') addTest(tally, 'passed', name);
    else if (status !== 'failed') addTest(tally, 'skipped', name);
    else
      addFailure(tally, name, () => ({
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
        ...readFailure((exception?.backtrace ?? []).join('\n'), exception?.message ?? ''),
      }));
  }
  const outside = parsed.data.summary.errors_outside_of_examples_count;
  addFailures(tally, '(errors outside of examples)', outside);
  return reportOf('summary_line', tally);
}
