import { z } from 'zod';
import { plainLines } from './plain-lines.ts';
import { readFailure } from './read-failure.ts';
import { addFailure, addTest, newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult, Tally } from './report-result.ts';
import { parseJson } from './slice-json.ts';

const eventSchema = z.object({
  Action: z.string(),
  Package: z.string().optional(),
  ImportPath: z.string().optional(),
  Test: z.string().optional(),
  Output: z.string().optional(),
});
type GoEvent = z.infer<typeof eventSchema>;

/** Characters that are kept of what one test prints. */
const MAX_PRINTED = 8_000;
/** Slashes of a name that are looked at. */
const MAX_SLASHES = 100;

const POINT = /^\s*--- (PASS|FAIL|SKIP): (\S+)/;
const FAILED_PACKAGE = /^FAIL\s+(\S+)/;
const OK_PACKAGE = /^ok\s+\S+/;
const NOTHING = /\[no test(?:s to run| files)\]/;

/**
 * Reads `go test -json`, or the plain output. Leaves count: a test with subtests is the sum of
 * them. A package that fails without a failing test (it did not build, it panicked) counts as one
 * failure, as does a test that never ended.
 */
export function parseGoTest(text: string): ReportResult {
  const lines = plainLines(text);
  const events = readEvents(text);
  return events.length > 0 ? fromEvents(events) : fromPlain(lines);
}

function readEvents(text: string): GoEvent[] {
  const events: GoEvent[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('{"')) continue;
    const parsed = eventSchema.safeParse(parseJson(line));
    if (parsed.success) events.push(parsed.data);
  }
  return events;
}

function fromEvents(events: readonly GoEvent[]): ReportResult {
  const outcomes = new Map<string, string>();
  const owners = new Map<string, string>();
  const printed = new Map<string, string>();
  const failedPackages = new Set<string>();
  for (const event of events) {
    const owner = event.Package ?? event.ImportPath?.split(' ')[0] ?? '?';
    if (event.Test !== undefined) {
      const name = `${owner}.${event.Test}`;
      owners.set(name, owner);
      noteOutcome(outcomes, name, event.Action);
      noteOutput(printed, name, event);
    } else if (event.Action === 'fail' || event.Action === 'build-fail') failedPackages.add(owner);
  }
  const tally = countOutcomes(outcomes, printed);
  for (const [name, action] of outcomes) {
    if (action === 'fail' || action === 'run') failedPackages.delete(owners.get(name) ?? '');
  }
  for (const name of failedPackages) {
    addFailure(tally, `${name} (the package failed to build or run)`);
  }
  return reportOf('go_test', tally);
}

function noteOutcome(outcomes: Map<string, string>, name: string, action: string): void {
  if (action === 'pass' || action === 'fail' || action === 'skip') outcomes.set(name, action);
  else if (action === 'run' && !outcomes.has(name)) outcomes.set(name, action);
}

/** What a test prints is kept until it has passed. */
function noteOutput(printed: Map<string, string>, name: string, { Action, Output }: GoEvent): void {
  if (Action === 'pass' || Action === 'skip') printed.delete(name);
  const known = printed.get(name) ?? '';
  const isOwn = Output !== undefined && !/^\s*(?:=== |--- )/.test(Output);
  if (isOwn && known.length < MAX_PRINTED) printed.set(name, known + Output);
}

function countOutcomes(
  outcomes: ReadonlyMap<string, string>,
  printed: ReadonlyMap<string, string>,
): Tally {
  const tally = newTally();
  const failingParents = new Set<string>();
  const parents = new Set<string>();
  for (const [name, action] of outcomes) {
    const parent = parentOf(name, outcomes);
    if (parent === null) continue;
    parents.add(parent);
    if (action === 'fail' || action === 'run') failingParents.add(parent);
  }
  for (const [name, action] of outcomes) {
    const failed = action === 'fail' || action === 'run';
    if (parents.has(name) && !(failed && !failingParents.has(name))) continue;
    const output = printed.get(name) ?? '';
    const details = () => ({ ...readFailure(output, messageOf(output)), output });
    if (failed) addFailure(tally, action === 'run' ? `${name} (never ended)` : name, details);
    else addTest(tally, action === 'pass' ? 'passed' : 'skipped', name);
  }
  return tally;
}

/**
 * The test that a subtest is part of: `pkg/path.TestA` of `pkg/path.TestA/get/items`, whose own
 * name may hold slashes.
 */
function parentOf(name: string, tests: ReadonlyMap<string, string>): string | null {
  let slash = name.lastIndexOf('/');
  for (let hops = 0; slash > 0 && hops < MAX_SLASHES; hops += 1) {
    const prefix = name.slice(0, slash);
    if (tests.has(prefix)) return prefix;
    slash = name.lastIndexOf('/', slash - 1);
  }
  return null;
}

/** What a test says with the place that says it: `a_test.go:12: 404`. */
function messageOf(output: string): string {
  return /^\s{0,40}[\w./-]{1,300}\.go:\d{1,7}: (.*)$/m.exec(output)?.[1] ?? '';
}

function fromPlain(lines: readonly string[]): ReportResult {
  const outcomes = new Map<string, string>();
  const failedPackages: string[] = [];
  let okPackages = 0;
  let empty = 0;
  for (const line of lines) {
    const [, action, name] = POINT.exec(line) ?? [];
    const failed = FAILED_PACKAGE.exec(line)?.[1];
    if (action !== undefined) outcomes.set(`.${name ?? ''}`, action.toLowerCase());
    else if (failed !== undefined) failedPackages.push(failed);
    else if (NOTHING.test(line)) empty += 1;
    else if (OK_PACKAGE.test(line)) okPackages += 1;
  }
  const tally = countOutcomes(outcomes, new Map());
  withoutDot(tally);
  if (tally.failed === 0)
    for (const name of failedPackages) addFailure(tally, `${name} (the package failed)`);
  if (outcomes.size > 0 || failedPackages.length > 0) return reportOf('go_test', tally);
  // Without -v, `ok` says that a package passed but not how many tests that was.
  if (okPackages > 0) return reportOf('exit_code', tally);
  return empty > 0 ? reportOf('go_test', tally) : unreadable('the output holds no go test result');
}

/** Plain output names no package before the dot. */
function withoutDot(tally: Tally): void {
  tally.failures = tally.failures.map((one) => ({ ...one, id: one.id.slice(1) }));
  for (const names of Object.values(tally.names) as string[][])
    for (const [at, name] of names.entries()) names[at] = name.slice(1);
}
