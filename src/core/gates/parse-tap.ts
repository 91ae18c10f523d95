import type { FailedTest } from '#shared/evidence.ts';
import { countOf } from './count-of.ts';
import { plainLines } from './plain-lines.ts';
import { readFailure } from './read-failure.ts';
import {
  addFailure,
  addFailures,
  describeFailure,
  newTally,
  reportOf,
  unreadable,
} from './report-result.ts';
import type { ReportResult, Tally } from './report-result.ts';

/** One nesting level of the stream: what it planned and what it has seen. */
interface Level {
  indent: number;
  planned: number | null;
  seen: number;
  failures: number;
  /**
   * The point that opened this level with a brace (vitest's style); null where the summing point
   * comes after.
   */
  opener: Opener | null;
}

interface Opener {
  name: string;
  failed: boolean;
}

interface TapState {
  tally: Tally;
  levels: Level[];
  /** Indentation at which a YAML block ends, or null outside one. */
  yamlIndent: number | null;
  yaml: string[];
  /** The failure that the next YAML block speaks of. */
  failure: FailedTest | null;
  /** A point that ended in a brace and whose first inner line has not come yet. */
  opener: Opener | null;
  recognised: boolean;
}

// A number, a dash, a directive or nothing must follow: "ok, starting" in a log is no test point.
const POINT = /^( *)(not )?ok(?: +\d{1,9}\b(.*)| +(-.*)| *(#.*)|)$/;
const PLAN = /^( *)1\.\.(\d{1,9})\b/;
const BAIL = /^ *Bail out!(.*)$/i;
const YAML_START = /^( *)---\s*$/;

/**
 * Reads TAP 13 and 14 (https://testanything.org). Leaves count: a point that sums up subtests does
 * not, unless it failed while none of them did. TODO and SKIP are not executed. Points that a plan
 * promised and that never came, and `Bail out!`, count as failures.
 */
export function parseTap(text: string): ReportResult {
  const state: TapState = {
    tally: newTally(),
    levels: [],
    yamlIndent: null,
    yaml: [],
    failure: null,
    opener: null,
    recognised: false,
  };
  for (const line of plainLines(text)) {
    if (!readLine(state, line)) break;
  }
  if (!state.recognised) return unreadable('the output holds no TAP test line or plan');
  closeInner(state, -1);
  endOpener(state);
  return reportOf('tap', state.tally);
}

/** False when the stream ends here (Bail out!). */
function readLine(state: TapState, line: string): boolean {
  if (isInsideYaml(state, line)) return true;
  const bail = BAIL.exec(line);
  if (bail !== null) {
    state.recognised = true;
    state.levels = [];
    addFailure(state.tally, `Bail out!${bail[1] ?? ''}`);
    return false;
  }
  const plan = PLAN.exec(line);
  if (plan !== null) readPlan(state, plan);
  const point = POINT.exec(line);
  if (point !== null) readPoint(state, point);
  return true;
}

function isInsideYaml(state: TapState, line: string): boolean {
  if (state.yamlIndent === null) {
    const start = YAML_START.exec(line);
    if (start !== null) state.yamlIndent = start[1]?.length ?? 0;
    return start !== null;
  }
  const indent = line.length - line.trimStart().length;
  const ends = line.trim() === '...' && indent <= state.yamlIndent;
  // A stray marker must not swallow the points after it: a line further out than the block also
  // ends it.
  const isOutside = line.trim() !== '' && indent < state.yamlIndent;
  if (ends || isOutside) endYaml(state);
  else state.yaml.push(line.slice(state.yamlIndent));
  return ends || !isOutside;
}

function endYaml(state: TapState): void {
  if (state.failure !== null) describeFailure(state.failure, readFailure(state.yaml.join('\n')));
  state.failure = null;
  state.yamlIndent = null;
  state.yaml = [];
}

function readPlan(state: TapState, plan: RegExpExecArray): void {
  const planned = countOf(plan[2]);
  if (planned === null) return;
  const indent = plan[1]?.length ?? 0;
  closeInner(state, indent);
  const level = levelAt(state, indent);
  // Several producers, one after the other, each have a plan.
  level.planned = (level.planned ?? 0) + planned;
  state.recognised = true;
}

function readPoint(state: TapState, point: RegExpExecArray): void {
  const indent = point[1]?.length ?? 0;
  const inner = closeInner(state, indent);
  const level = levelAt(state, indent);
  level.seen += 1;
  state.recognised = true;
  const { name, directive, opens } = describe(point[3] ?? point[4] ?? point[5] ?? '');
  const failed = point[2] !== undefined && directive === null;
  if (failed) level.failures += 1;
  state.failure = null;
  if (opens) state.opener = { name, failed };
  else if (inner !== null && inner.seen > 0) {
    if (failed && inner.failures === 0) state.failure = addFailure(state.tally, name);
  } else if (failed) state.failure = addFailure(state.tally, name);
  else if (directive !== null) state.tally.skipped += 1;
  else state.tally.passed += 1;
}

interface Description {
  name: string;
  directive: 'skip' | 'todo' | null;
  opens: boolean;
}

function describe(rest: string): Description {
  const directive = /(?:^| )# *(skip|todo)/i.exec(rest)?.[1]?.toLowerCase();
  const text = rest.trim();
  const opens = text.endsWith('{') && directive === undefined;
  const bare = opens ? text.slice(0, -1).trim() : text;
  const hash =
    directive === undefined ? bare.search(/ # time=/) : bare.search(/(?:^| )# *(?:skip|todo)/i);
  const name = (hash === -1 ? bare : bare.slice(0, hash)).replace(/^[\s-]+/, '');
  return {
    name,
    directive: directive === 'skip' || directive === 'todo' ? directive : null,
    opens,
  };
}

/** The level of this indentation, opened if need be. Deeper levels must be closed before. */
function levelAt(state: TapState, indent: number): Level {
  const last = state.levels.at(-1);
  if (last !== undefined && last.indent === indent) {
    endOpener(state);
    return last;
  }
  const level: Level = { indent, planned: null, seen: 0, failures: 0, opener: state.opener };
  state.opener = null;
  state.levels.push(level);
  return level;
}

/**
 * Ends the levels further in than `indent`; answers the outermost of them when the next point sums
 * it up.
 */
function closeInner(state: TapState, indent: number): Level | null {
  let outermost: Level | null = null;
  for (
    let last = state.levels.at(-1);
    last !== undefined && last.indent > indent;
    last = state.levels.at(-1)
  ) {
    closeLevel(state.tally, last);
    outermost = last;
    state.levels.pop();
  }
  return outermost === null || outermost.opener !== null ? null : outermost;
}

function closeLevel(tally: Tally, level: Level): void {
  const missing = level.planned === null ? 0 : level.planned - level.seen;
  if (missing !== 0) {
    const count = Math.abs(missing);
    level.failures += count;
    addFailures(tally, planMismatch(level.planned ?? 0, missing), count);
  }
  if (level.opener?.failed === true && level.failures === 0) addFailure(tally, level.opener.name);
}

function planMismatch(planned: number, missing: number): string {
  return missing > 0
    ? `(${missing} of ${planned} planned tests did not run)`
    : `(${-missing} tests ran beyond the plan of ${planned})`;
}

/** An opened block that stayed empty is a failure when its own point was one. */
function endOpener(state: TapState): void {
  if (state.opener?.failed === true) addFailure(state.tally, state.opener.name);
  state.opener = null;
}
