import { randomUUID } from 'node:crypto';
import { countOf } from '#shared/present/format-count.ts';
import type { Cli } from '../cli.ts';
import { print, printJson } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { currentRun } from '../state/current-run.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderGates } from '../views/render-gates.ts';

export interface MergeOptions {
  into?: string;
  undo?: boolean;
  run?: string;
}

/** Merges a completed run's branch into the one it began from, or takes that back. */
export async function runMerge(cli: Cli, options: MergeOptions): Promise<number> {
  return withAnyEngine(
    cli,
    async (engine) => {
      const run_id = await currentRun(cli, engine, options.run);
      return options.undo === true
        ? undo(cli, engine, run_id)
        : merge(cli, engine, { run_id, target: options.into });
    },
    'work',
  );
}

async function merge(
  cli: Cli,
  engine: Engine,
  input: { run_id: string; target: string | undefined },
): Promise<number> {
  const answer = await engine.client.pas.mergeRun(input, { idempotencyKey: randomUUID() });
  if (cli.json) {
    printJson(cli, answer);
    return 0;
  }
  const { target, commit, files_changed, checked_out_at, note, gates } = cleanDeep(answer);
  const where =
    checked_out_at === null ? 'It is checked out nowhere.' : `Files moved in ${checked_out_at}.`;
  const { colors } = cli.terminal;
  print(cli, [
    `${colors.green('✓')} ${target} has the run's work: ${countOf(files_changed, 'file')}, commit ${commit.slice(0, 10)}`,
    `  ${where} ${note}`,
    ...(gates.length === 0 ? [] : ['', ...renderGates(gates, new Map(), cli.terminal)]),
    '',
    'Next: `vp merge --undo` takes it back; `git push` is yours.',
  ]);
  return 0;
}

async function undo(cli: Cli, engine: Engine, run_id: string): Promise<number> {
  const answer = await engine.client.pas.undoMerge({ run_id }, { idempotencyKey: randomUUID() });
  if (cli.json) printJson(cli, answer);
  else {
    const { target, commit } = cleanDeep(answer);
    print(cli, [
      `${target} is back at ${commit.slice(0, 10)}, as before the merge.`,
      'Next: `vp merge` to merge again.',
    ]);
  }
  return 0;
}
