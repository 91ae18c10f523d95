import { Masker } from '#core/secrets/masker.ts';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import { languageFinder } from '#core/code-index/scan/language-of-file.ts';
import type { Edge } from '#core/code-index/symbols.ts';
import { must } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import { findLanguages } from '../../../workers/code-index/find-languages.ts';
import { parseFile } from '../../../workers/code-index/parse-file.ts';
import type { IndexStore, ParsedFile } from '../../../workers/code-index/store/index-store.ts';
import { openIndexStore } from '../../../workers/code-index/store/open-index-store.ts';
import { readSources } from '../../../workers/files/read-sources.ts';
import { RootFolder } from '../../../workers/files/root-folder.ts';
import type { CodeIndexes } from '../index-service.ts';
import type { EmbedText } from '../queries/context.ts';
import { createRagQueries, type RagQueries } from '../queries/queries.ts';

export interface Rag {
  root: string;
  handlers: RagQueries['handlers'];
  store: IndexStore;
  /** What the index says of itself; tests change it. */
  state: { fresh: boolean; watched: boolean };
  /**
   * Writes files and stores them as a new generation, with calls given as `file#caller ->
   * file#callee` and further words of an edge.
   */
  write(files: Readonly<Record<string, string>>, edges?: readonly string[]): Promise<void>;
  close(): void;
}

const NOW_MS = Date.UTC(2026, 10, 22, 12);

const languages = (() => {
  const folders = findLanguages();
  const conventions = folders.map((folder) => folder.conventions);
  return {
    folders: new Map(folders.map((folder) => [folder.conventions.id, folder])),
    finder: languageFinder(conventions),
  };
})();

/** Queries over a real store of really parsed files; only the edges are given by hand. */
export function openRag(embedText?: EmbedText): Rag {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rag-tree-')));
  const data = mkdtempSync(join(tmpdir(), 'rag-data-'));
  const opened = openIndexStore(join(data, 'repo.db'));
  let graph = opened.graph;
  const { store } = opened;
  const state = {
    fresh: true,
    watched: false,
    get unfollowed() {
      return store.stats().unfollowed;
    },
    get definitionsFresh() {
      return state.fresh;
    },
  };
  const queries = createRagQueries(
    fakeIndexes(),
    { nowMs: () => NOW_MS },
    {
      readSources: async (folder, sources) => readSources(folder, sources),
      embedText: embedText ?? null,
    },
  );

  function fakeIndexes(): CodeIndexes {
    const stored = () => ({ file: store.file, generation: store.generation, incarnation: 1 });
    const port: Partial<CodeIndexes> = {
      resolve: async (repo) => {
        if (repo === undefined || repo === root) return root;
        throw new AppError('unknown_index', `${repo} is not indexed.`);
      },
      state: () => state as Partial<IndexState> as IndexState,
      stored,
      ready: async () => stored(),
      graph: () => graph,
      listen: () => () => undefined,
    };
    return port as CodeIndexes;
  }

  return {
    root,
    store,
    handlers: queries.handlers,
    state,
    async write(files, edges = []) {
      const parsed: ParsedFile[] = [];
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
        parsed.push(await parse(root, path));
      }
      store.begin();
      for (const file of parsed) store.putFile(file);
      for (const file of parsed)
        store.putEdges(file.path, {
          edges: edges.flatMap((text) => edgeOf(file, text)),
          sinks: [],
        });
      graph = store.commit({ gitSha: 'a'.repeat(40), refreshedAtMs: NOW_MS }).graph;
    },
    close() {
      queries.close();
      store.close();
      rmSync(root, { recursive: true });
      rmSync(data, { recursive: true });
    },
  };
}

async function parse(root: string, path: string): Promise<ParsedFile> {
  const { size, mtimeMs } = statSync(join(root, path));
  const language = languages.finder.byName(path);
  const file = { path, language, sizeBytes: size, mtimeMs };
  using opened = new RootFolder(root);
  return must(await parseFile(opened, file, languages, new Masker()), 'the file was just written');
}

/** `a.py#f -> b.py#g` and then, each optional: the line, the kind, the tier and the reason. */
function edgeOf(file: ParsedFile, text: string): Edge[] {
  const [start = '', , to = '', line = '1', kind = 'calls', tier = 'certain', reason = 'import'] =
    text.split(' ');
  const [path, symbol] = start.split('#');
  if (path !== file.path) return [];
  const from = (file.facts?.symbols ?? []).findIndex((one) => one.path === symbol);
  return [{ from, to, line: Number(line), kind, tier, reason } as Edge];
}
