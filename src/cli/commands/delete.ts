import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import { deletionText } from '#shared/present/deletion-text.ts';
import type { DeletionPreview, TrashItem } from '#shared/contract/trash-schemas.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { Cli } from '../cli.ts';
import { print, printJson, remark } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { askYesNo } from '../terminal/ask-yes-no.ts';
import { cleanDeep } from '../terminal/clean-text.ts';

export interface DeleteOptions {
  yes?: boolean;
}

/** Shows what goes with a run, asks, and moves it to the trash. */
export async function runDeleteRun(
  cli: Cli,
  run_id: string,
  options: DeleteOptions,
): Promise<number> {
  return withAnyEngine(cli, async ({ client }) =>
    deleteAsked(cli, options, {
      preview: await client.pas.previewRunDeletion({ run_id }),
      perform: () => client.pas.deleteRun({ run_id }, { idempotencyKey: randomUUID() }),
    }),
  );
}

/** The same with a project and all its runs. */
export async function runDeleteProject(
  cli: Cli,
  project_id: number,
  options: DeleteOptions,
): Promise<number> {
  return withAnyEngine(cli, async ({ client }: Engine) =>
    deleteAsked(cli, options, {
      preview: await client.plms.previewProjectDeletion({ project_id }),
      perform: () => client.plms.deleteProject({ project_id }, { idempotencyKey: randomUUID() }),
    }),
  );
}

interface Deletion {
  preview: DeletionPreview;
  perform: () => Promise<TrashItem>;
}

async function deleteAsked(
  cli: Cli,
  { yes = false }: DeleteOptions,
  { preview, perform }: Deletion,
): Promise<number> {
  if (preview.blocked !== null) throw new AppError('illegal_transition', preview.blocked);
  if (!cli.json) print(cli, previewLines(cleanDeep(preview), cli));
  if (!yes && !(await isMeant(cli, preview))) {
    remark(cli, 'nothing was deleted');
    return 1;
  }
  const item = await perform();
  if (cli.json) printJson(cli, { preview, item });
  else
    print(cli, [
      '',
      `Moved to the trash as item ${item.trash_id}. vp trash restore ${item.trash_id} brings it back until ${item.removed_at.slice(0, 10)}.`,
      ...(item.problem === null ? [] : [cleanDeep(`Not all could be moved yet: ${item.problem}`)]),
    ]);
  return 0;
}

async function isMeant(cli: Cli, { kind, name }: DeletionPreview): Promise<boolean> {
  if (cli.json || !cli.terminal.isInteractive || !cli.streams.stdin.isTTY)
    throw usageError(
      `Nothing was deleted, because there is nobody to ask. Add --yes to delete the ${kind} “${cleanDeep(name)}”.`,
    );
  return askYesNo(cli, `Move the ${kind} “${cleanDeep(name)}” to the trash?`, 'no');
}

function previewLines(preview: DeletionPreview, cli: Cli): string[] {
  const { colors } = cli.terminal;
  const { goes, only, stays } = deletionText(preview);
  return [
    colors.bold(`${preview.kind} ${preview.name}`),
    ...section('goes', goes, colors.dim),
    ...section('is nowhere else', only, colors.yellow),
    ...section('stays', stays, colors.dim),
  ];
}

function section(
  head: string,
  lines: readonly string[],
  paint: (text: string) => string,
): string[] {
  return lines.length === 0 ? [] : ['', paint(head), ...lines.map((line) => `  ${line}`)];
}
