import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { EventType, WireEvent } from '#shared/events.ts';
import type { Ledger, Settings, Upkeep } from '../dispatch/spine.ts';
import { createCodeIndexes, type CodeIndexesParts } from './code-indexes.ts';
import type { CodeIndexes, OpenRepositories } from './index-service.ts';

/**
 * The code indexes of an engine, kept in its data folder. An engine that only reads does not watch.
 */
export function openIndexes(
  { store, clock }: Ledger,
  parts: Omit<CodeIndexesParts, 'folder' | 'clock' | 'repoOfProject'> & { dataDir: string },
): CodeIndexes {
  const { dataDir, ...given } = parts;
  return createCodeIndexes({
    ...given,
    folder: join(dataDir, 'index'),
    clock,
    repoOfProject: (id) => {
      const row = store.read.projects.get(id);
      return row === undefined ? undefined : row.repo;
    },
  });
}

/** Opens the repository the engine was started for, in a later turn: nobody waits for it. */
export function openStartRepository(spine: Settings & Upkeep, indexes: OpenRepositories): void {
  const { openRepo } = spine.options;
  if (openRepo !== null) setImmediate(() => void openQuietly(spine, indexes, openRepo));
}

/** Opens the repository of a project that was just made or starts to run. */
export function openForEvents(
  spine: Ledger & Upkeep,
  indexes: OpenRepositories,
  events: readonly WireEvent[],
): void {
  for (const { type, project_id: projectId } of events) {
    if (projectId === null || !OPENING.has(type)) continue;
    const repo = spine.store.read.projects.repoOf(projectId);
    if (repo !== null) void openQuietly(spine, indexes, repo);
  }
}

const OPENING: ReadonlySet<string> = new Set<EventType>(['project.ideation', 'run.executing']);

async function openQuietly(spine: Upkeep, indexes: OpenRepositories, repo: string): Promise<void> {
  if (spine.life.isStopping()) return;
  try {
    await indexes.open(repo);
  } catch (error) {
    if (spine.life.isStopping()) return;
    if (!(error instanceof AppError)) throw error;
    spine.log.warn({ repo, why: error.message }, 'no index for this repository');
  }
}
