// All figures of the code index, one after the other, each in a process of its own.
//
//   npm run bench -- code-index [PART…]
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { printTable } from '../measure/print-table.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { generateTree } from './generate-tree.ts';
import { measurePeers } from './index-peers.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const OWN_SOURCES = fileURLToPath(new URL('../../src', import.meta.url));
const PYTHON_LIBRARY = '/usr/lib/python3.11';

/** Parts that stand for themselves: name → arguments. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  suites: ['suites/run.ts', '--together', '--levels'],
  'python-trace': ['python-trace.ts'],
  oracle: ['oracle/run.ts'],
  definitions: ['definitions.ts'],
  'search-quality': ['search-quality.ts'],
  freshness: ['freshness.ts'],
  queries: ['queries.ts'],
  scan: ['scan.ts'],
  incremental: ['incremental.ts'],
};

async function run(args: readonly string[]): Promise<number> {
  const [file = '', ...rest] = args;
  const child = spawn(process.execPath, [path.join(here, file), ...rest], { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** Ours and the peers on the same trees in the same run. */
async function builds(): Promise<number> {
  return inScratchFolder(async (scratch) => {
    const generated = path.join(scratch, 'generated');
    generateTree(generated, { files: 640, lines: 145_000, seed: 1 });
    execFileSync('git', ['init', '--quiet'], { cwd: generated });
    const trees = [
      { tree: generated, languages: 'Python' },
      { tree: PYTHON_LIBRARY, languages: 'Python' },
      { tree: OWN_SOURCES, languages: 'TypeScript' },
    ].filter(({ tree }) => existsSync(tree));
    const code = await run(['build.ts', ...trees.flatMap(({ tree }) => ['--tree', tree])]);
    for (const { tree, languages } of trees) {
      console.log(`\nPeers on ${tree === generated ? 'the generated tree' : tree}`);
      const figures = await measurePeers(tree, scratch, languages);
      printTable(
        figures.map((figure) =>
          'leftOut' in figure
            ? {
                peer: figure.peer,
                ms: 'left out',
                'peak MB': '',
                'disk MB': '',
                knows: figure.leftOut,
              }
            : {
                peer: figure.peer,
                ms: Math.round(figure.elapsedMs),
                'peak MB': Math.round(figure.peakMb ?? Number.NaN),
                'disk MB': Math.round(figure.diskMb * 10) / 10,
                knows: figure.knows,
              },
        ),
      );
    }
    return code;
  });
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => name !== 'build' && !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(
    `No part is called ${unknown.join(', ')}. Parts: build, ${Object.keys(PARTS).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  if (wanted.length === 0 || wanted.includes('build')) process.exitCode = await builds();
  for (const [name, args] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n== ${name}`);
    const code = await run(args);
    if (code !== 0) process.exitCode = code;
  }
}
