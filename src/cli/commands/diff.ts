import type { ChangedFile } from '#shared/contract/pas/outcome.ts';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { currentRun } from '../state/current-run.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderPatch } from '../views/render-patch.ts';

export interface DiffOptions {
  run?: string;
  stat?: boolean;
}

/** What a run changed: the list with --stat, else also the patch of each file, or of one. */
export async function runDiff(
  cli: Cli,
  path: string | undefined,
  options: DiffOptions,
): Promise<number> {
  return withAnyEngine(cli, async (engine) => {
    const run_id = await currentRun(cli, engine, options.run);
    const changes = await engine.client.pas.runChanges({ run_id });
    const files = changes.files.filter((file) => path === undefined || isOf(file, path));
    if (cli.json) {
      const patches = options.stat === true ? [] : await patchesOf(engine, run_id, files);
      printJson(cli, { ...changes, files, patches });
      return 0;
    }
    const { total, additions, deletions, from } = changes;
    if (from === null) print(cli, ['Neither the worktree nor the branch of the run is there.']);
    else if (files.length === 0) print(cli, [nothing(path)]);
    else {
      const sum = `${countOf(total, 'file')}, +${formatCount(additions)} −${formatCount(deletions)}`;
      print(cli, [...cleanDeep(files).map((file) => describeFile(cli, file)), sum]);
    }
    if (options.stat !== true) await showPatches(cli, engine, run_id, files);
    return 0;
  });
}

function isOf(file: ChangedFile, path: string): boolean {
  return [file.path, file.old_path].some(
    (name) => name !== null && (name === path || name.startsWith(`${path.replace(/\/$/, '')}/`)),
  );
}

function nothing(path: string | undefined): string {
  return path === undefined ? 'The run changed no file.' : `The run changed nothing in ${path}.`;
}

const LETTERS: Readonly<Record<ChangedFile['status'], string>> = {
  added: 'A',
  modified: 'M',
  deleted: 'D',
  renamed: 'R',
  type_changed: 'T',
};

function describeFile({ terminal: { colors } }: Cli, file: ChangedFile): string {
  const name = file.old_path === null ? file.path : `${file.old_path} → ${file.path}`;
  const lines =
    file.additions === null
      ? 'no text'
      : `${colors.green(`+${file.additions}`)} ${colors.red(`−${file.deletions ?? 0}`)}`;
  return `${LETTERS[file.status]}  ${name}  ${lines}`;
}

/** One after the other: a person reads the first while the next is read. */
async function showPatches(
  cli: Cli,
  engine: Engine,
  run_id: string,
  files: readonly ChangedFile[],
): Promise<void> {
  for (const file of files) {
    const patch = await engine.client.pas.runDiff(partOf(run_id, file));
    print(cli, ['', ...renderPatch(cleanDeep(patch), cli.terminal)]);
  }
}

async function patchesOf(engine: Engine, run_id: string, files: readonly ChangedFile[]) {
  const patches = [];
  for (const file of files) patches.push(await engine.client.pas.runDiff(partOf(run_id, file)));
  return patches;
}

function partOf(run_id: string, { path, old_path }: ChangedFile) {
  return { run_id, path, ...(old_path === null ? {} : { old_path }) };
}
