import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { afterEach } from 'vitest';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import { createRagQueries, type RagQueries } from '../queries/queries.ts';
import { makeRepository, type TestRepository } from '../../testing/make-repository.ts';
import { PATIENCE_MS } from '../../testing/patience.ts';
import { findGitFolders } from '../../../workers/files/git-folders.ts';
import { readSources } from '../../../workers/files/read-sources.ts';
import { createCodeIndexes } from '../code-indexes.ts';
import type { CodeIndexes } from '../index-service.ts';

const clock = { nowMs: () => Date.now() };

interface TestOptions {
  folder?: string;
  watch?: boolean;
  /** 0: an index rests as soon as it has nothing to do. */
  restAfterMs?: number;
}

/** The indexes of one data folder, with real threads, stores and watches. */
export interface TestIndexes {
  indexes: CodeIndexes;
  ask: RagQueries['handlers'];
  /** Everything that was said of a repository's state, in order. */
  states: IndexState[];
  /** Resolves with the first state, now or later, that is wanted. */
  until(root: string, what: string, isWanted: (state: IndexState) => boolean): Promise<IndexState>;
  /** Symbols and edges as text that two states can be compared by. */
  picture(root: string): Promise<string>;
  stop(): Promise<void>;
}

/** Repositories and indexes of a test file's tests; they end with each test. */
export function useIndexes() {
  const ends: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'slipway-index-'));
    ends.push(() => rmSync(made, { recursive: true, force: true, maxRetries: 3 }));
    return made;
  };
  return {
    folder,
    repository(files: Record<string, string>): TestRepository {
      const repo = makeRepository(files);
      ends.push(() => rmSync(dirname(repo.path), { recursive: true, force: true }));
      return repo;
    },
    open(options: TestOptions = {}): TestIndexes {
      const opened = openTestIndexes({ ...options, folder: options.folder ?? folder() });
      ends.push(() => opened.stop());
      return opened;
    },
  };
}

function openTestIndexes(options: TestOptions & { folder: string }): TestIndexes {
  const { folder, watch = true, restAfterMs = Infinity } = options;
  const log = pino({ level: 'silent' });
  const repoOfProject = (): undefined => undefined;
  const indexes = createCodeIndexes({
    folder,
    embedding: null,
    temporary: null,
    clock,
    log,
    watch,
    restAfterMs,
    findGitFolders: async (path) => findGitFolders(path),
    opened: () => undefined,
    repoOfProject,
  });
  const queries = createRagQueries(indexes, clock, {
    readSources: async (root, sources) => readSources(root, sources),
  });
  const states: IndexState[] = [];
  indexes.listen((state) => states.push(state));
  const ask = queries.handlers;
  let stopped: Promise<void> | null = null;
  return {
    indexes,
    ask,
    states,
    until: (root, what, isWanted) => awaitState(indexes, root, { what, isWanted }),
    async picture(root) {
      const { files, symbols, edges } = await ask.snapshotIndex(
        { repo: root },
        { actor: 'local', requester: 'local_user' },
      );
      return JSON.stringify({ files, symbols, edges }, null, 1);
    },
    stop: () => (stopped ??= indexes.stop().then(() => queries.close())),
  };
}

function awaitState(
  indexes: CodeIndexes,
  root: string,
  wanted: { what: string; isWanted: (state: IndexState) => boolean },
): Promise<IndexState> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stopListening();
      const { languages: _, ...last } = indexes.state(root);
      reject(new Error(`${wanted.what} did not happen; last: ${JSON.stringify(last)}`));
    }, PATIENCE_MS);
    const look = (state: IndexState): void => {
      if (state.root !== root || !wanted.isWanted(state)) return;
      clearTimeout(timer);
      stopListening();
      resolve(state);
    };
    const stopListening = indexes.listen(look);
    look(indexes.state(root));
  });
}
