import { SaxesParser } from 'saxes';
import { addFailure, newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult, Tally } from './report-result.ts';

type Attributes = Readonly<Record<string, string>>;

/** An element that is open. */
interface Element {
  tag: string;
  attributes: Attributes;
  /** Of a test case: what its children say. */
  failed: boolean;
  skipped: boolean;
}

/** Failures that the root and the suites right below it declare. */
interface Declared {
  root: number;
  suites: number;
}

const FILE_NAME = /[/\\]|\.(?:[cm]?[jt]sx?|py|rb|php|dart|go|rs)$/;
const NOT_RUN = new Set(['skipped', 'disabled', 'notrun', 'ignored', 'suppressed']);
/** Suites in suites; what nests deeper was not written by a test runner. */
const MAX_DEPTH = 200;
const PIECE_CHARACTERS = 64 * 1024;
// Runners copy what a test printed: colours, raw bytes, entities of HTML. The counts are whole.
const HARMLESS = /disallowed character|undefined entity|malformed character entity/;

/** Ends the reading; its message is the reason. */
class Refusal extends Error {}

/**
 * Reads JUnit XML in the dialects of pytest, vitest, mocha, node:test, surefire and gtest, piece by
 * piece, keeping only the open elements. A test case with a `failure` or `error` failed; one with
 * `skipped` was not executed; only listed cases count as passed.
 */
export function parseJunit(xml: string): ReportResult {
  const text = xml.replace(/^\uFEFF/, '').trimStart();
  if (text === '') return unreadable('the JUnit report is empty');
  if (!text.startsWith('<')) return unreadable('the JUnit report is not XML');
  const tally = newTally();
  const declared: Declared = { root: 0, suites: 0 };
  try {
    readElements(text, tally, declared);
  } catch (error) {
    if (error instanceof Refusal) return unreadable(error.message);
    throw error;
  }
  const unlisted = Math.max(declared.root, declared.suites) - tally.failed;
  if (unlisted > 0) addFailure(tally, '(failures declared by the report but not listed)', unlisted);
  return reportOf('junit', tally);
}

function readElements(text: string, tally: Tally, declared: Declared): void {
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
    const element: Element = { tag: name, attributes, failed: false, skipped: false };
    noteInParent(open.at(-1), element, tally);
    noteDeclared(element, open.length, declared);
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element?.tag === 'testcase' && isSuite(open.at(-1))) countCase(tally, element);
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

/** A suite may itself fail (setup, loading): `error` or `failure` directly inside it. */
function noteInParent(parent: Element | undefined, { tag }: Element, tally: Tally): void {
  const isFailure = tag === 'failure' || tag === 'error';
  if (parent === undefined) return;
  if (isFailure) parent.failed = true;
  if (tag === 'skipped') parent.skipped = true;
  if (isFailure && isSuite(parent)) {
    addFailure(tally, `${parent.attributes['name'] ?? 'suite'} (the suite itself)`);
  }
}

/** Failures that suites declare but no case lists still count as failures. */
function noteDeclared({ tag, attributes }: Element, depth: number, declared: Declared): void {
  if (depth > 1 || !tag.startsWith('testsuite')) return;
  const { failures, errors } = attributes;
  const own = [failures, errors].reduce(
    (sum, text) => sum + (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0),
    0,
  );
  if (depth === 0) declared.root = own;
  else declared.suites += own;
}

function countCase(tally: Tally, { attributes, failed, skipped }: Element): void {
  if (failed) addFailure(tally, caseName(attributes));
  else if (skipped || isNotRun(attributes)) tally.skipped += 1;
  else if (!isWholeFile(attributes)) tally.passed += 1;
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
