import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { remark, print, printJson, type Cli } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { findEngine } from '../engine/find-engine.ts';
import { withAnyEngine } from '../engine/with-engine.ts';
import { requireRepository } from './rag-index.ts';

export interface RagRefreshOptions {
  scope?: string;
  full?: boolean;
  quiet?: boolean;
  ifRunning?: boolean;
}

/** Brings the repository's index up to date and says what changed. */
export async function runRagRefresh(cli: Cli, options: RagRefreshOptions): Promise<number> {
  const repo = requireRepository(cli);
  if (options.ifRunning === true) return refreshIfOpen(cli, repo, options);
  return withAnyEngine(cli, (engine) => refresh(cli, engine, repo, options));
}

/**
 * For hooks: a repository that is not open needs no refresh, and an agent's work tree no index.
 */
async function refreshIfOpen(cli: Cli, repo: string, options: RagRefreshOptions): Promise<number> {
  const engine = await findEngine(cli);
  if (engine === null) return 0;
  const { indexes } = await engine.client.rag.listIndexes({});
  if (!indexes.some((index) => index.repo === repo)) return 0;
  return refresh(cli, engine, repo, options);
}

async function refresh(
  cli: Cli,
  engine: Engine,
  repo: string,
  { scope, full, quiet }: RagRefreshOptions,
): Promise<number> {
  const done = await engine.client.rag.refreshIndex({ repo, scope, full });
  if (quiet === true) return 0;
  if (cli.json) {
    printJson(cli, done);
    return 0;
  }
  const { files_indexed: files, files_changed: changed, files_removed: removed } = done;
  const gone = removed === 0 ? '' : `, ${countOf(removed, 'file')} removed`;
  print(cli, [
    `${cli.terminal.colors.green('✓')} ${countOf(changed, 'file')} read${gone} in ${formatDuration(done.duration_ms)}: ` +
      `${countOf(files, 'file')}, ${countOf(done.symbols, 'symbol')}, ${countOf(done.edges, 'edge')}, ` +
      `${formatPercent(done.coverage)} covered`,
  ]);
  if (done.joined) remark(cli, 'a refresh was running and was waited for');
  return 0;
}
