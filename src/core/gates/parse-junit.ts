import { SaxesParser } from 'saxes';
import { readFailure } from './read-failure.ts';
import {
  addFailure,
  addFailures,
  addTest,
  newTally,
  reportOf,
  unreadable,
} from './report-result.ts';
import type { FailureDetails, ReportResult, Tally } from './report-result.ts';

type Attributes = Readonly<Record<string, string>>;

/** An element that is open. */
interface Element {
  tag: string;
  attributes: Attributes;
  /** Of a test case: what its children say. */
  failures: number;
  skipped: boolean;
  /** It is known to fail: node:test lists the failure beside it. */
  isTodo: boolean;
  /** Its first failure, and what the test printed. */
  said: Said;
  text: string;
}

interface Said {
  message: string;
  failure: string;
  output: string;
}

/** Failures that the root and the suites right below it declare, and those that cases list. */
interface Counted {
  root: number;
  suites: number;
  listed: number;
}

const FILE_NAME = /[/\\]|\.(?:[cm]?[jt]sx?|py|rb|php|dart|go|rs)$/;
/** pytest heads each stream of a test, also those that it printed nothing to. */
const EMPTY_PART = /^-+ Captured (?:Log|Out|Err) -+\n\s*(?=-+ Captured |$(?![^]))/gm;
const NOT_RUN = new Set(['skipped', 'disabled', 'notrun', 'ignored', 'suppressed']);
/** Suites in suites; what nests deeper was not written by a test runner. */
const MAX_DEPTH = 200;
/** Characters that are kept of what a failure or a stream says. */
const MAX_TEXT = 20_000;
const FAILURES = new Set(['failure', 'error']);
const STREAMS = new Set(['system-out', 'system-err']);
const PIECE_CHARACTERS = 64 * 1024;
// Runners copy what a test printed: colours, raw bytes, entities of HTML. The counts are whole.
const HARMLESS = /disallowed character|undefined entity|malformed character entity/;

/** Ends the reading; its message is the reason. */
class Refusal extends Error {}

/**
 * Reads JUnit XML in the dialects of pytest, vitest, mocha, node:test, surefire and gtest, piece by
 * piece, keeping only the open elements. A test case with a `failure` or `error` failed, however
 * many it has; one with `skipped` was not executed; only listed cases count as passed.
 */
export function parseJunit(xml: string): ReportResult {
  const text = xml.replace(/^\uFEFF/, '').trimStart();
  if (text === '') return unreadable('the JUnit report is empty');
  if (!text.startsWith('<')) return unreadable('the JUnit report is not XML');
  const tally = newTally();
  const counted: Counted = { root: 0, suites: 0, listed: 0 };
  try {
    readElements(text, tally, counted);
  } catch (error) {
    if (error instanceof Refusal) return unreadable(error.message);
    throw error;
  }
  const unlisted = Math.max(counted.root, counted.suites) - counted.listed;
  addFailures(tally, '(failures declared by the report but not listed)', unlisted);
  return reportOf('junit', tally);
}

function readElements(text: string, tally: Tally, counted: Counted): void {
  const open: Element[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', ({ message }) => {
    if (!HARMLESS.test(message)) throw new Refusal(`the JUnit report is broken XML: ${message}`);
  });
  // No report names a document type, so one that does is refused: that is where entity bombs live.
  parser.on('doctype', () => {
    throw new Refusal('the JUnit report declares a document type, which test runners never do');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length === 0) refuseForeignRoot(name);
    if (open.length === MAX_DEPTH) throw new Refusal('the JUnit report is too deeply nested XML');
    const said = { message: '', failure: '', output: '' };
    const flags = { failures: 0, skipped: false, isTodo: false };
    const element: Element = { tag: name, attributes, ...flags, said, text: '' };
    noteInParent(open.at(-1), element);
    noteDeclared(element, open.length, counted);
    open.push(element);
  });
  const keep = (more: string): void => {
    const element = open.at(-1);
    if (element === undefined || !(FAILURES.has(element.tag) || STREAMS.has(element.tag))) return;
    element.text += more.slice(0, MAX_TEXT - element.text.length);
  };
  parser.on('text', keep);
  parser.on('cdata', keep);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element === undefined) return;
    noteText(open.at(-1), element, tally, counted);
    if (element.tag === 'testcase' && isSuite(open.at(-1))) countCase(tally, counted, element);
  });
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS) {
    parser.write(text.slice(at, at + PIECE_CHARACTERS));
  }
  parser.close();
}

function refuseForeignRoot(tag: string): void {
  if (tag === 'testsuites' || tag === 'testsuite') return;
  throw new Refusal('the XML is not a JUnit report: its root is not testsuites or testsuite');
}

function isSuite(element: Element | undefined): boolean {
  return element?.tag === 'testsuite' || element?.tag === 'testsuites';
}

function noteInParent(parent: Element | undefined, { tag, attributes }: Element): void {
  if (parent === undefined) return;
  if (FAILURES.has(tag)) parent.failures += 1;
  if (tag !== 'skipped') return;
  parent.skipped = true;
  parent.isTodo = attributes['type'] === 'todo';
}

/** A suite may itself fail (setup, loading): `error` or `failure` directly inside it. */
function noteText(
  parent: Element | undefined,
  { tag, attributes, text }: Element,
  tally: Tally,
  counted: Counted,
): void {
  if (parent === undefined) return;
  if (STREAMS.has(tag)) parent.said.output += text;
  if (!FAILURES.has(tag)) return;
  const { message = '' } = attributes;
  if (isSuite(parent)) {
    counted.listed += 1;
    const name = `${parent.attributes['name'] ?? 'suite'} (the suite itself)`;
    addFailure(tally, name, () => readFailure(text, message));
  } else if (parent.failures === 1) Object.assign(parent.said, { message, failure: text });
}

/** Failures that suites declare but no case lists still count as failures. */
function noteDeclared({ tag, attributes }: Element, depth: number, counted: Counted): void {
  if (depth > 1 || !tag.startsWith('testsuite')) return;
  const { failures, errors } = attributes;
  const own = [failures, errors].reduce(
    (sum, text) => sum + (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0),
    0,
  );
  if (depth === 0) counted.root = own;
  else counted.suites += own;
}

function countCase(tally: Tally, counted: Counted, element: Element): void {
  const { attributes, failures, skipped, isTodo } = element;
  counted.listed += failures;
  if (failures > 0 && isUncollected(element)) tally.uncollected = (tally.uncollected ?? 0) + 1;
  if (failures > 0 && !isTodo) addFailure(tally, caseName(attributes), () => detailsOf(element));
  else if (skipped || isNotRun(attributes)) addTest(tally, 'skipped', caseName(attributes));
  else if (!isWholeFile(attributes)) addTest(tally, 'passed', caseName(attributes));
}

/** pytest lists a file that it could not import as a case without a class. */
function isUncollected({ attributes, said }: Element): boolean {
  return attributes['classname'] === '' && said.message === 'collection failure';
}

function detailsOf({ attributes, said }: Element): FailureDetails {
  const { message, failure, output } = said;
  const { file, line } = attributes;
  const named = file === undefined ? {} : { file, ...(line === undefined ? {} : lineOf(line)) };
  return { ...named, ...readFailure(failure, message), output: output.replace(EMPTY_PART, '') };
}

function lineOf(text: string): { line?: number } {
  return /^[1-9]\d{0,6}$/.test(text) ? { line: Number(text) } : {};
}

/**
 * node:test reports a file without any test as one that passed, under the file's own name: nothing
 * was tested.
 */
function isWholeFile({ name, file }: Attributes): boolean {
  if (name === undefined || file === undefined || name === '') return false;
  return `/${file.replaceAll('\\', '/')}`.endsWith(`/${name.replaceAll('\\', '/')}`);
}

function isNotRun(attributes: Attributes): boolean {
  return [attributes['status'], attributes['result']].some(
    (value) => value !== undefined && NOT_RUN.has(value.toLowerCase()),
  );
}

function caseName(attributes: Attributes): string {
  const { name = 'a test without a name', classname: owner = '', file = '' } = attributes;
  if (owner === name) return name;
  // node:test names the class of a top-level test "test".
  if (owner === '' || owner === 'test') return file === '' ? name : `${file}::${name}`;
  return FILE_NAME.test(owner) ? `${owner}::${name}` : `${owner}.${name}`;
}
