import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareEdges, type Comparison, type CompilerEdges, type Difference } from './compare.ts';
import { indexTree } from './index-tree.ts';
import { installOracle } from './install.ts';
import { TREES, type Tree } from './trees.ts';

/**
 * Compares our certain call edges with those of the TypeScript compiler: `node
 * bench/code-index/oracle/run.ts [--tree zod] [--examples 5] [--bucket text] [--answers FOLDER]`.
 * `--answers` keeps the compiler's answers in a folder for the next run.
 */
const here = fileURLToPath(new URL('.', import.meta.url));

function askCompiler(tree: Tree, answers: string): CompilerEdges {
  const file = path.join(answers, `${tree.name.replaceAll('/', '-')}.json`);
  if (!existsSync(file)) {
    const script = path.join(here, 'compiler-edges.mjs');
    const argv = ['--max-old-space-size=3000', script, tree.root, tree.folder];
    if (tree.isJavaScript) argv.push('--js');
    writeFileSync(file, execFileSync(process.execPath, argv, { maxBuffer: 1 << 29 }));
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function printBuckets(title: string, differences: readonly Difference[], examples: number): void {
  const buckets = new Map<string, string[]>();
  for (const { bucket, example } of differences)
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), example]);
  if (buckets.size > 0) console.log(`  ${title}`);
  for (const [bucket, list] of [...buckets].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`    ${String(list.length).padStart(5)}  ${bucket}`);
    const step = Math.max(1, Math.floor(list.length / Math.max(1, examples)));
    for (let n = 0; n < examples && n * step < list.length; n++)
      console.log(`             ${list[n * step] ?? ''}`);
  }
}

const { values } = parseArgs({
  options: {
    tree: { type: 'string', multiple: true },
    examples: { type: 'string', default: '0' },
    bucket: { type: 'string', default: '' },
    answers: { type: 'string' },
    /** Another place for a tree: NAME=FOLDER, for sources that must not change meanwhile. */
    at: { type: 'string', multiple: true, default: [] },
  },
});

function printComparison(tree: Tree, comparison: Comparison): void {
  const percent = (share: number): string => (100 * share).toFixed(2);
  console.log(
    `${tree.name}: precision ${percent(comparison.precision)} recall ${percent(comparison.recall)} · ${comparison.right} right of ${comparison.found} found and ${comparison.expected} expected`,
  );
  const examples = Number(values.examples);
  const only = (list: readonly Difference[]): Difference[] =>
    list.filter(({ bucket }) => bucket.includes(values.bucket));
  if (examples === 0) return;
  printBuckets('found, and not by the compiler', only(comparison.wrong), examples);
  printBuckets('missed', only(comparison.missed), examples);
  printBuckets('no symbol of ours', only(comparison.nameless), examples);
}

const problem = installOracle();
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
const answers = values.answers ?? mkdtempSync(path.join(tmpdir(), 'oracle-'));
for (const known of TREES) {
  const moved = values.at.find((place) => place.startsWith(`${known.name}=`));
  const tree = moved === undefined ? known : { ...known, root: moved.slice(known.name.length + 1) };
  if (values.tree !== undefined && !values.tree.includes(tree.name)) continue;
  const compiler = askCompiler(tree, answers);
  const indexed = await indexTree(tree.root, tree.folder);
  const comparison = compareEdges(indexed, compiler);
  printComparison(tree, comparison);
  const { parseMs, solveMs } = indexed;
  console.log(
    `  ${compiler.lines} lines, ${compiler.calls.length} calls ${JSON.stringify(compiler.fates)}; parse ${parseMs.toFixed(0)} ms, solve ${solveMs.toFixed(0)} ms`,
  );
}
