import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SymbolFact, SymbolKind } from '../../src/core/code-index/symbols.ts';
import { languageFinder } from '../../src/core/code-index/scan/language-of-file.ts';
import { summarizeSkipped } from '../../src/core/code-index/scan/skipped-paths.ts';
import { findLanguages } from '../../src/workers/code-index/find-languages.ts';
import { createParsePool } from '../../src/workers/code-index/parse-pool.ts';
import { type ScannedFile, scanTree } from '../../src/workers/code-index/scan/scan-tree.ts';
import type { ParsedFile } from '../../src/workers/code-index/store/index-store.ts';
import { type Tag, faultFinder } from './ctags-faults.ts';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';

/**
 * The index's definitions against those of universal-ctags on the same files, by name and line.
 * Bar: 99.5 % of ctags' definitions, and no file dropped silently: every file below the tree is
 * indexed, or listed with a reason.
 *
 *   npm run bench -- code-index/definitions [--tree FOLDER]… [--examples 10] [--language python]…
 */
const { values } = parseArgs({
  options: {
    tree: { type: 'string', multiple: true },
    language: { type: 'string', multiple: true },
    examples: { type: 'string', default: '5' },
  },
});
const SUITES = fileURLToPath(new URL('suites', import.meta.url));
const TREES = values.tree ?? ['/usr/lib/python3.11', SUITES];

/**
 * What ctags calls a language, and its kinds that are no definitions: names of imports and
 * packages, the blocks around Rust's methods, keys of JavaScript's object literals.
 */
const PEERS: Record<string, { name: string; leavesOut: readonly string[] }> = {
  python: { name: 'Python', leavesOut: ['namespace', 'unknown', 'module'] },
  typescript: { name: 'TypeScript', leavesOut: ['alias'] },
  tsx: { name: 'TypeScript', leavesOut: ['alias'] },
  javascript: { name: 'JavaScript', leavesOut: ['property'] },
  go: { name: 'Go', leavesOut: ['package', 'packageName', 'unknown'] },
  rust: { name: 'Rust', leavesOut: ['implementation'] },
  java: { name: 'Java', leavesOut: ['package'] },
  c: { name: 'C', leavesOut: ['header'] },
  cpp: { name: 'C++', leavesOut: ['header'] },
  csharp: { name: 'C#', leavesOut: [] },
  ruby: { name: 'Ruby', leavesOut: ['library'] },
  php: { name: 'PHP', leavesOut: ['alias'] },
  bash: { name: 'Sh', leavesOut: ['heredoc', 'script'] },
};

const ECMA = new Set(['javascript', 'typescript', 'tsx']);
const FUNCTIONS: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'constructor']);

/**
 * Variables of functions are no definitions for ctags either (its kind `local` is off), but it
 * often takes those in arrow functions, callbacks and loops for variables of the file.
 */
const VARIABLES = new Set(['constant', 'variable']);

/**
 * Without the mark of private members and of PHP's variables, which ctags gives to some and not to
 * others, and without spaces.
 */
function bareName(name: string): string {
  return name.replace(/^[#$]/, '').replaceAll(' ', '');
}

function isInFunction(symbols: readonly SymbolFact[], at: number): boolean {
  return symbols.some(
    ({ kind, startLine, endLine }) =>
      FUNCTIONS.has(kind) && startLine <= at && at <= endLine && startLine < endLine,
  );
}

interface Tally {
  files: number;
  /** Without those that are plainly no definitions. */
  tags: number;
  faults: number;
  found: number;
  otherLine: number;
  misses: string[];
}

const conventions = findLanguages().map((folder) => folder.conventions);
const tallies = new Map<string, Tally>();
for (const tree of TREES) await compareTree(tree);
printTable(
  [...tallies].map(([language, { files, tags, faults, found, otherLine }]) => ({
    language,
    files,
    'ctags definitions': tags,
    'mistaken ones': faults,
    found,
    'on another line': otherLine,
    percent: tags === 0 ? '' : ((100 * (found + otherLine)) / tags).toFixed(2),
  })),
);
for (const [language, { misses }] of tallies) {
  if (misses.length === 0) continue;
  console.log(`\n${language} misses:`);
  const step = Math.max(1, Math.floor(misses.length / Number(values.examples)));
  for (let n = 0; n < misses.length; n += step) console.log(`  ${misses[n]}`);
}

async function compareTree(tree: string): Promise<void> {
  const { files, skipped } = await scanTree(tree, { languages: languageFinder(conventions) });
  const chosen = files.filter(({ language }) => isAsked(language));
  const parsed = new Map<string, ParsedFile>();
  const pool = createParsePool({ threads: availableParallelism() });
  await pool.parse(tree, chosen, { handOver: (file) => parsed.set(file.path, file) });
  for (const sentence of pool.takeErrors()) console.log(`  ${sentence}`);
  await pool.close();
  const unread = [...parsed.values()].filter(({ status }) => status === 'skipped');
  const left = summarizeSkipped([
    ...skipped,
    ...unread.map(({ path, reason }) => ({ path, reason: reason as 'binary', files: 1 })),
  ]).map(({ reason, files: count }) => `${reason} ${count}`);
  console.log(
    `  ${chosen.length} files, ${parsed.size} accounted for; left out: ${left.join(', ')}`,
  );
  await inScratchFolder((scratch) => {
    for (const language of new Set(chosen.map((file) => file.language)))
      compareLanguage(language, { tree, scratch, files: chosen, parsed });
    return Promise.resolve();
  });
}

function isAsked(language: string): boolean {
  return language in PEERS && (values.language?.includes(language) ?? true);
}

function compareLanguage(
  language: string,
  run: { tree: string; scratch: string; files: ScannedFile[]; parsed: Map<string, ParsedFile> },
): void {
  const tally = tallies.get(language) ?? {
    files: 0,
    tags: 0,
    faults: 0,
    found: 0,
    otherLine: 0,
    misses: [],
  };
  tallies.set(language, tally);
  const paths = run.files
    .map(({ path }) => path)
    .filter((path) => {
      const file = run.parsed.get(path);
      return file?.language === language && file.status === 'indexed';
    });
  tally.files += paths.length;
  const isFault = faultFinder(run.tree);
  for (const tag of readTags(language, run.tree, { scratch: run.scratch, paths })) {
    const symbols = run.parsed.get(tag.path)?.facts?.symbols ?? [];
    if (VARIABLES.has(tag.kind) && isInFunction(symbols, tag.line)) continue;
    if (ECMA.has(language) && isFault(tag)) {
      tally.faults += 1;
      continue;
    }
    const named = symbols.filter(({ name }) => bareName(name) === bareName(tag.name));
    tally.tags += 1;
    if (named.some(({ line }) => line === tag.line)) tally.found += 1;
    else if (named.length > 0) tally.otherLine += 1;
    else tally.misses.push(`${tag.path}:${tag.line} ${tag.kind} ${tag.name}`);
  }
}

function readTags(
  language: string,
  tree: string,
  { scratch, paths }: { scratch: string; paths: readonly string[] },
): Tag[] {
  const peer = PEERS[language];
  if (peer === undefined || paths.length === 0) return [];
  const list = join(scratch, `${language}.txt`);
  writeFileSync(list, paths.filter((path) => !path.includes('\n')).join('\n'));
  const output = execFileSync(
    'ctags',
    [
      '--output-format=json',
      '--fields=NFnK',
      `--language-force=${peer.name}`,
      '-L',
      list,
      '-f',
      '-',
    ],
    { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Tag)
    .filter(
      ({ kind, name }) => !peer.leavesOut.includes(kind) && !/^(?:__anon|Anonymous)/.test(name),
    );
}
