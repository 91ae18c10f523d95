import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import { contentsText } from '#shared/present/deletion-text.ts';
import { countOf } from '#shared/present/format-count.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { Cli } from '../cli.ts';
import { print, printJson, remark } from '../cli.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { askText } from '../terminal/ask-text.ts';
import { cleanDeep } from '../terminal/clean-text.ts';
import { renderTable } from '../terminal/render-table.ts';

const COLUMNS = [
  { head: 'item', align: 'right' as const },
  { head: 'kind' },
  { head: 'name' },
  { head: 'deleted' },
  { head: 'kept until' },
  { head: 'holds' },
];

/** Lists what was deleted and can be restored, newest first. */
export async function runListTrash(cli: Cli): Promise<number> {
  return withAnyEngine(cli, async ({ client }) => {
    const answer = await client.pas.listTrash({});
    if (cli.json) printJson(cli, answer);
    else if (answer.items.length === 0)
      print(cli, [
        `The trash is empty. What is deleted is kept there for ${countOf(answer.keep_days, 'day')}.`,
      ]);
    else {
      const items = cleanDeep(answer.items);
      const rows = items.map((item) => [
        String(item.trash_id),
        item.kind,
        item.name,
        item.deleted_at.slice(0, 10),
        item.removed_at.slice(0, 10),
        contentsText(item.goes)[0] ?? '',
      ]);
      const problems = items.flatMap(({ trash_id, problem }) =>
        problem === null ? [] : [`item ${trash_id}: ${problem}`],
      );
      print(cli, [...renderTable(COLUMNS, rows, cli.terminal), ...problems]);
    }
    return 0;
  });
}

/** Brings an item back as it was. */
export async function runRestore(cli: Cli, trash_id: number): Promise<number> {
  return withAnyEngine(cli, async ({ client }) => {
    const item = await client.pas.restoreFromTrash({ trash_id }, key());
    if (cli.json) printJson(cli, item);
    else print(cli, [cleanDeep(`The ${item.kind} “${item.name}” is back.`)]);
    return 0;
  });
}

/** Removes an item for good, when its name is typed or --yes given. */
export async function runEmptyTrash(
  cli: Cli,
  trash_id: number,
  { yes = false }: { yes?: boolean },
): Promise<number> {
  return withAnyEngine(cli, async ({ client }) => {
    const { items } = await client.pas.listTrash({ limit: 1000 });
    const item = items.find((each) => each.trash_id === trash_id);
    if (item === undefined)
      throw new AppError(
        'unknown_trash',
        `There is no item ${trash_id} in the trash. vp trash list shows what is.`,
      );
    const name = yes ? item.name : await typedName(cli, item.name);
    if (name !== item.name) {
      remark(cli, 'nothing was removed');
      return 1;
    }
    const done = await client.pas.emptyTrash({ trash_id, name }, key());
    if (cli.json) printJson(cli, done);
    else print(cli, [cleanDeep(`The ${item.kind} “${item.name}” is gone for good.`)]);
    return 0;
  });
}

async function typedName(cli: Cli, name: string): Promise<string> {
  if (cli.json || !cli.terminal.isInteractive || !cli.streams.stdin.isTTY)
    throw usageError('Nothing was removed, because there is nobody to ask. Add --yes.');
  return askText(
    cli,
    `Nothing brings “${cleanDeep(name)}” back after this. Type its name to remove it:`,
  );
}

/** Sets how many days the trash keeps things. */
export async function runKeepTrash(cli: Cli, days: number): Promise<number> {
  return withAnyEngine(cli, async ({ client }) => {
    const answer = await client.pas.setTrashDays({ days }, key());
    if (cli.json) printJson(cli, answer);
    else
      print(cli, [`What is deleted is kept in the trash for ${countOf(answer.keep_days, 'day')}.`]);
    return 0;
  });
}

function key(): { idempotencyKey: string } {
  return { idempotencyKey: randomUUID() };
}
