// Cold build of the code index through the built service: time, lines a second, memory, size on
// disk, split by phase.
//
//   npm run bench -- code-index/build [--tree FOLDER]… [--repeats 3]
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from '../measure/percentile.ts';
import { postOnce } from '../measure/post-once.ts';
import { printTable } from '../measure/print-table.ts';
import { residentPeakMb } from '../measure/run-measured.ts';
import { inScratchFolder } from '../measure/scratch-folder.ts';
import { startServe } from '../measure/serve-process.ts';

const { values } = parseArgs({
  options: {
    tree: { type: 'string', multiple: true },
    repeats: { type: 'string', default: '3' },
  },
});
const OWN_SOURCES = fileURLToPath(new URL('../../src', import.meta.url));
const TREES =
  values.tree ?? ['/usr/lib/python3.11', OWN_SOURCES].filter((tree) => existsSync(tree));

interface Figures {
  lines: number;
  files: number;
  symbols: number;
  edges: number;
  wallMs: number;
  peakMb: number;
  diskMb: number;
  phasesMs: Record<string, number>;
}

interface Health {
  lines: number;
  size_bytes: number;
}

/**
 * One cold build by a service of its own with an empty data folder, asked for over HTTP as a client
 * would.
 */
async function build(repo: string, dataDir: string): Promise<Figures> {
  let phasesMs: Record<string, number> = {};
  const service = await startServe(dataDir, {
    onLog(line) {
      const entry = JSON.parse(line) as {
        phasesMs?: Record<string, number>;
        filesChanged?: number;
      };
      if ((entry.filesChanged ?? 0) > 0) phasesMs = entry.phasesMs ?? {};
    },
  });
  try {
    const beforeMb = residentPeakMb(service.pid) ?? Number.NaN;
    const began = performance.now();
    const refreshed = await postOnce<{ files_indexed: number; symbols: number; edges: number }>(
      `${service.rag}/refresh`,
      { repo },
    );
    const wallMs = performance.now() - began;
    const health = (await (await fetch(`${service.rag}/health`)).json()) as Health;
    return {
      wallMs,
      phasesMs,
      lines: health.lines,
      files: refreshed.files_indexed,
      symbols: refreshed.symbols,
      edges: refreshed.edges,
      peakMb: (residentPeakMb(service.pid) ?? Number.NaN) - beforeMb,
      diskMb: health.size_bytes / 1e6,
    };
  } finally {
    await service.stop();
  }
}

async function measureTree(tree: string): Promise<void> {
  await inScratchFolder(async (folder) => {
    const repo = join(folder, basename(tree));
    cpSync(tree, repo, { recursive: true });
    execFileSync('git', ['init', '--quiet', repo]);
    const runs: Figures[] = [];
    for (let n = 0; n < Number(values.repeats); n += 1)
      runs.push(await build(repo, join(folder, `data-${n}`)));
    report(tree, runs);
  });
}

function report(tree: string, runs: readonly Figures[]): void {
  const [first] = runs;
  if (first === undefined) return;
  const wallMs = median(runs.map((run) => run.wallMs));
  console.log(
    `\n${tree}: ${first.files} files, ${first.lines} lines, ${first.symbols} symbols, ${first.edges} edges`,
  );
  const barMb = 150 + (35 * first.lines) / 100_000;
  printTable([
    {
      figure: 'cold build, ms',
      value: Math.round(wallMs),
      bar: Math.round((first.lines * 3000) / 145_000),
    },
    { figure: 'lines a second', value: Math.round((first.lines / wallMs) * 1000), bar: 50_000 },
    {
      figure: 'memory above idle, MB',
      value: Math.round(median(runs.map((run) => run.peakMb))),
      bar: Math.round(barMb),
    },
    {
      figure: 'on disk, MB',
      value: Math.round(first.diskMb * 10) / 10,
      bar: Math.round((20 * first.lines) / 1e4) / 10,
    },
  ]);
  const fastest = runs.toSorted((a, b) => a.wallMs - b.wallMs)[0] ?? first;
  const phases = Object.entries(fastest.phasesMs).map(([name, ms]) => `${name} ${Math.round(ms)}`);
  console.log(
    `  fastest run ${Math.round(fastest.wallMs)} ms by phase: ${phases.join(', ')} (store is part of read)`,
  );
}

for (const tree of TREES) await measureTree(tree);
