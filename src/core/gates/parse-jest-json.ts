import { z } from 'zod';
import { stripAnsi } from './plain-lines.ts';
import { readFailure } from './read-failure.ts';
import { addFailure, addTest, newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult, Tally } from './report-result.ts';
import { parseJson, sliceJsonObject } from './slice-json.ts';

const assertionSchema = z.object({
  fullName: z.string().optional(),
  title: z.string().optional(),
  status: z.string(),
  failureMessages: z.array(z.string()).optional().catch(undefined),
});
const fileSchema = z.object({
  name: z.string().optional(),
  testFilePath: z.string().optional(),
  status: z.string().optional(),
  message: z.string().optional().catch(undefined),
  assertionResults: z.array(assertionSchema),
});
const reportSchema = z.object({
  success: z.boolean().optional(),
  testResults: z.array(fileSchema),
});
type FileResult = z.infer<typeof fileSchema>;

// Both runners write this key first; log lines may stand before it.
const START = /\{\s*"num(?:Total|Failed|Passed|Pending|Runtime)/;

/**
 * Reads the JSON reporter of jest, which vitest shares. A file that failed without naming a failing
 * test (it could not be loaded) counts as one failure; so does `success: false` when nothing else
 * says why.
 */
export function parseJestJson(format: 'vitest' | 'jest', text: string): ReportResult {
  const parsed = reportSchema.safeParse(findJson(text));
  if (!parsed.success) return unreadable(`the output holds no complete ${format} JSON report`);
  const tally = newTally();
  for (const file of parsed.data.testResults) countFile(tally, file);
  if (parsed.data.success === false && tally.failed === 0) {
    addFailure(tally, '(the run itself: the report says it did not succeed)');
  }
  return reportOf(format, tally);
}

function findJson(text: string): unknown {
  const whole = parseJson(text.trim());
  if (whole !== null) return whole;
  const plain = stripAnsi(text);
  const start = START.exec(plain)?.index;
  const object = start === undefined ? null : sliceJsonObject(plain, start);
  return object === null ? null : parseJson(object);
}

function countFile(tally: Tally, file: FileResult): void {
  const before = tally.failed;
  const path = file.name ?? file.testFilePath ?? 'a test file';
  const details = (text: string) => () => ({ file: path, ...readFailure(stripAnsi(text)) });
  for (const { fullName, title, status, failureMessages = [] } of file.assertionResults) {
    const name = `${fileName(path)}::${fullName ?? title ?? '?'}`;
    if (status === 'failed') addFailure(tally, name, details(failureMessages.join('\n\n')));
    else addTest(tally, status === 'passed' ? 'passed' : 'skipped', name);
  }
  if (file.status === 'failed' && tally.failed === before) {
    addFailure(tally, `${fileName(path)} (the file could not be run)`, details(file.message ?? ''));
  }
}

/**
 * The last two parts of a path: enough to recognise the file, without naming the machine's folders.
 */
function fileName(path: string): string {
  return path.split(/[/\\]/).slice(-2).join('/');
}
