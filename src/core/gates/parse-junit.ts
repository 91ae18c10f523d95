import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { addFailure, newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult, Tally } from './report-result.ts';

type XmlNode = Record<string, unknown>;

// No report names a document type, so one that does is refused unread: that is where entity bombs
// live.
const DOCTYPE = /<!(?:DOCTYPE|ENTITY)/i;
const FILE_NAME = /[/\\]|\.(?:[cm]?[jt]sx?|py|rb|php|dart|go|rs)$/;
const NOT_RUN = new Set(['skipped', 'disabled', 'notrun', 'ignored', 'suppressed']);

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: false,
  processEntities: false,
});

/**
 * Reads JUnit XML in the dialects of pytest, vitest, mocha, node:test, surefire and gtest. A test
 * case with a `failure` or `error` failed; one with `skipped` was not executed; only listed cases
 * count as passed.
 */
export function parseJunit(xml: string): ReportResult {
  const text = xml.replace(/^\uFEFF/, '').trimStart();
  if (text === '') return unreadable('the JUnit report is empty');
  if (!text.startsWith('<')) return unreadable('the JUnit report is not XML');
  if (DOCTYPE.test(prologOf(text))) {
    return unreadable('the JUnit report declares a document type, which test runners never do');
  }
  try {
    const valid = XMLValidator.validate(text, { allowBooleanAttributes: true });
    if (valid !== true) return unreadable(`the JUnit report is broken XML: ${valid.err.msg}`);
    return readNodes(parser.parse(text) as XmlNode[]);
  } catch {
    return unreadable('the JUnit report is broken or too deeply nested XML');
  }
}

/**
 * What stands before the root: the only place for a document type. A failure message may well quote
 * one.
 */
function prologOf(text: string): string {
  const root = text.indexOf('<testsuite');
  return root === -1 ? text : text.slice(0, root);
}

function readNodes(roots: XmlNode[]): ReportResult {
  const first = roots.map(tagOf).find((tag) => !tag.startsWith('?') && !tag.startsWith('#'));
  if (first !== 'testsuites' && first !== 'testsuite') {
    return unreadable('the XML is not a JUnit report: its root is not testsuites or testsuite');
  }
  const tally = newTally();
  const stack = roots.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const tag = tagOf(node);
    if (tag === 'testcase') countCase(tally, node);
    else if (tag === 'testsuite' || tag === 'testsuites') {
      countSuiteErrors(tally, node);
      for (const child of childrenOf(node).toReversed()) stack.push(child);
    }
  }
  addUnlistedFailures(tally, roots);
  return reportOf('junit', tally);
}

function countCase(tally: Tally, node: XmlNode): void {
  const tags = childrenOf(node).map(tagOf);
  const attributes = attributesOf(node);
  if (tags.includes('failure') || tags.includes('error')) addFailure(tally, caseName(attributes));
  else if (tags.includes('skipped') || isNotRun(attributes)) tally.skipped += 1;
  else if (!isWholeFile(attributes)) tally.passed += 1;
}

/**
 * node:test reports a file without any test as one that passed, under the file's own name: nothing
 * was tested.
 */
function isWholeFile({ name, file }: Record<string, string>): boolean {
  if (name === undefined || file === undefined || name === '') return false;
  return `/${decode(file).replaceAll('\\', '/')}`.endsWith(
    `/${decode(name).replaceAll('\\', '/')}`,
  );
}

/** A suite may itself fail (setup, loading): `error` or `failure` directly inside it. */
function countSuiteErrors(tally: Tally, node: XmlNode): void {
  for (const child of childrenOf(node)) {
    const tag = tagOf(child);
    if (tag === 'failure' || tag === 'error') {
      addFailure(tally, `${attributesOf(node)['name'] ?? 'suite'} (the suite itself)`);
    }
  }
}

/** Failures that the root elements declare but no case lists still count as failures. */
function addUnlistedFailures(tally: Tally, roots: XmlNode[]): void {
  let declared = 0;
  for (const root of roots) {
    const own = declaredFailures(root);
    const inner = childrenOf(root).reduce((sum, child) => sum + declaredFailures(child), 0);
    declared += Math.max(own, inner);
  }
  const unlisted = declared - tally.failed;
  if (unlisted > 0) addFailure(tally, '(failures declared by the report but not listed)', unlisted);
}

function declaredFailures(node: XmlNode): number {
  const { failures, errors } = attributesOf(node);
  if (!tagOf(node).startsWith('testsuite')) return 0;
  return [failures, errors].reduce(
    (sum, text) => sum + (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0),
    0,
  );
}

function isNotRun(attributes: Record<string, string>): boolean {
  return [attributes['status'], attributes['result']].some(
    (value) => value !== undefined && NOT_RUN.has(value.toLowerCase()),
  );
}

function caseName(attributes: Record<string, string>): string {
  const name = decode(attributes['name'] ?? 'a test without a name');
  const owner = decode(attributes['classname'] ?? '');
  const file = decode(attributes['file'] ?? '');
  if (owner === name) return name;
  // node:test names the class of a top-level test "test".
  if (owner === '' || owner === 'test') return file === '' ? name : `${file}::${name}`;
  return FILE_NAME.test(owner) ? `${owner}::${name}` : `${owner}.${name}`;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole: string, dec?: string, hex?: string, named?: string) => {
      if (named !== undefined) return ENTITIES[named.toLowerCase()] ?? whole;
      const code = dec === undefined ? Number.parseInt(hex ?? '', 16) : Number(dec);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );
}

function tagOf(node: XmlNode): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function childrenOf(node: XmlNode): XmlNode[] {
  const children = node[tagOf(node)];
  return Array.isArray(children) ? (children as XmlNode[]) : [];
}

function attributesOf(node: XmlNode): Record<string, string> {
  return (node[':@'] as Record<string, string> | undefined) ?? {};
}
