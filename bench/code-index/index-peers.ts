import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMeasured } from '../measure/run-measured.ts';

export interface PeerFigure {
  peer: string;
  /** What it answers afterwards. */
  knows: string;
  elapsedMs: number;
  peakMb: number | null;
  diskMb: number;
}

export interface PeerMissing {
  peer: string;
  leftOut: string;
}

const CODEGRAPH = fileURLToPath(
  new URL('../peers/node_modules/@optave/codegraph/dist/cli.js', import.meta.url),
);
const INSTALL = fileURLToPath(new URL('../peers/install.mjs', import.meta.url));
const node = process.execPath;
/** cscope looks only for C by itself; other files have to be named. */
const FILE_LIST = 'files.txt';

interface Peer {
  peer: string;
  knows: string;
  /** argv inside the tree; output goes into `out`. */
  argv: (out: string, languages: string) => string[];
  /** Where it leaves its data, inside the tree or in `out`. */
  leaves: (tree: string, out: string) => string;
}

const PEERS: readonly Peer[] = [
  {
    peer: 'universal-ctags',
    knows: 'definitions',
    argv: (out, languages) => [
      'ctags',
      '-R',
      `--languages=${languages}`,
      '-f',
      path.join(out, 'tags'),
      '.',
    ],
    leaves: (_tree, out) => out,
  },
  {
    peer: 'GNU global',
    knows: 'definitions, references by name',
    argv: (out) => ['gtags', '--gtagslabel=new-ctags', out],
    leaves: (_tree, out) => out,
  },
  {
    peer: 'cscope',
    knows: 'C-like definitions and calls by name',
    argv: (out) => [
      'cscope',
      '-b',
      '-q',
      '-i',
      path.join(out, FILE_LIST),
      '-f',
      path.join(out, 'cscope.out'),
    ],
    leaves: (_tree, out) => out,
  },
  ...(['native', 'wasm'] as const).map((engine) => ({
    peer: `codegraph (${engine})`,
    knows: 'definitions, calls, imports',
    argv: () => [node, CODEGRAPH, '--engine', engine, 'build', '.'],
    leaves: (tree: string) => path.join(tree, '.codegraph'),
  })),
];

/**
 * Builds each peer's index of a copy of the tree, one after the other. `languages` in ctags' words,
 * comma-separated.
 */
export async function measurePeers(
  tree: string,
  scratch: string,
  languages: string,
): Promise<(PeerFigure | PeerMissing)[]> {
  const installed = await runMeasured([node, INSTALL], { cwd: tree });
  const problem = installed.exitCode === 0 ? null : installed.stderr.trim();
  const results: (PeerFigure | PeerMissing)[] = [];
  const copy = path.join(scratch, 'peer-tree');
  cpSync(tree, copy, { recursive: true, dereference: false });
  for (const { peer, knows, argv, leaves } of PEERS) {
    if (problem !== null && peer.startsWith('codegraph')) {
      results.push({ peer, leftOut: problem });
      continue;
    }
    const out = path.join(scratch, 'peer-out');
    mkdirSync(out, { recursive: true });
    writeFileSync(path.join(out, FILE_LIST), fileList(copy));
    const run = await runMeasured(argv(out, languages), { cwd: copy }).catch(
      (error: Error) => error,
    );
    if (run instanceof Error) results.push({ peer, leftOut: run.message });
    else if (run.exitCode !== 0) results.push({ peer, leftOut: run.stderr.trim().slice(0, 200) });
    else {
      const diskMb = sizeMb(leaves(copy, out));
      results.push({ peer, knows, elapsedMs: run.elapsedMs, peakMb: run.peakMb, diskMb });
    }
    rmSync(out, { recursive: true, force: true });
    rmSync(path.join(copy, '.codegraph'), { recursive: true, force: true });
  }
  rmSync(copy, { recursive: true, force: true });
  return results;
}

/** Size of all files below a folder, MB. */
export function sizeMb(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += statSync(path.join(entry.parentPath, entry.name)).size;
  }
  return bytes / 1e6;
}

function fileList(tree: string): string {
  return readdirSync(tree, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `"${path.join(entry.parentPath, entry.name)}"`)
    .join('\n');
}
