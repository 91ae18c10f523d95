import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { assertNever, must } from '#shared/assert.ts';
import type {
  EngineAnswer,
  EngineClose,
  EngineEvent,
  EngineRequest,
  EngineStart,
  RulesRequest,
} from '#shared/messages/code-index.ts';
import { LARGEST_SOURCE_BYTES } from '#core/code-index/scan/classify-text.ts';
import { languageFinder } from '#core/code-index/scan/language-of-file.ts';
import { isRulesFile } from '#core/code-index/scan/rules-file.ts';
import { createProgram } from '#core/code-index/solve/create-program.ts';
import { findLanguages } from './code-index/find-languages.ts';
import { IndexEngine } from './code-index/index-engine.ts';
import { VectorFiller } from './code-index/vector-filler.ts';
import { createParsePool } from './code-index/parse-pool.ts';
import { readFile } from './code-index/read-file.ts';
import type { IgnoreRules } from './code-index/scan/ignore-rules.ts';
import { openIgnoreRules } from './code-index/scan/open-ignore-rules.ts';
import { ignoredFolders } from './code-index/scan/ignored-folders.ts';
import { scanPaths, scanTree } from './code-index/scan/scan-tree.ts';
import { openIndexStore } from './code-index/store/open-index-store.ts';
import { readHead } from './files/read-head.ts';
import { RootFolder } from './files/root-folder.ts';

/** What the solver is filled with in two seconds. */
const SOLVED_AT_ONCE_LINES = 50_000;

/**
 * The thread of one repository's index, started with an EngineStart. It lives until the index rests
 * or the repository is closed, answers requests one after the other (questions for the embedding
 * model and about the ignore rules at once), and reports every state that readers can see. While no
 * request waits it embeds.
 */
function serveIndex(): void {
  const port = must(parentPort, 'this module is started as a worker thread');
  const report = (message: EngineEvent | EngineAnswer): void => port.postMessage(message);
  const start = workerData as EngineStart;
  const rules = openIgnoreRules(start.root, (sentence) =>
    report({ type: 'without_git', sentence }),
  );
  const { engine, vectors } = openEngine({ ...start, rules }, report);
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  port.on('message', (request: EngineRequest | EngineClose) => {
    if (request.type === 'close') {
      void rules.close().finally(() => process.exit());
      return;
    }
    if (request.type === 'head') {
      report({ type: 'head_read', id: request.id, gitSha: readHead(start) });
      return;
    }
    if (isRulesRequest(request)) {
      void answerRules(rules, start.root, request).then(report);
      return;
    }
    waiting += 1;
    vectors.pause();
    const finish = (message: EngineAnswer): void => {
      report(message);
      waiting -= 1;
      if (waiting === 0) setImmediate(rest);
    };
    if (request.type === 'embed') void answerQuestion(vectors, request).then(finish);
    else last = last.then(async () => finish(await answer(engine, request)));
  });
  /** The answer is on its way; the next change should not wait for the solver to be filled. */
  function rest(): void {
    if (waiting > 0) return;
    engine.warm();
    vectors.resume();
  }
}

function openEngine(
  { root, file, embedding, rules }: EngineStart & { rules: IgnoreRules },
  report: (event: EngineEvent) => void,
) {
  const conventions = findLanguages().map((folder) => folder.conventions);
  const languages = languageFinder(conventions);
  const byId = new Map(conventions.map((language) => [language.id, language]));
  const pool = createParsePool();
  const opened = openIndexStore(file);
  const engine = new IndexEngine({
    root,
    opened,
    async scanTree() {
      await rules.renew();
      return scanTree(root, { languages, rules });
    },
    async scanPaths(paths) {
      if (paths.some((path) => isRulesFile(path))) await rules.renew();
      return scanPaths(root, paths, { languages, rules });
    },
    parse: (files, handOver) => parseUntilFault(pool, { root, files, handOver }),
    hashOf: (path) => hashOf(root, path),
    createProgram: () => createProgram({ languages: byId }),
    solvedAtOnceLines: SOLVED_AT_ONCE_LINES,
    report,
    nowMs: () => Date.now(),
  });
  engine.open();
  const vectors = new VectorFiller({
    root,
    store: opened.store,
    embedding,
    report: (state) => report({ type: 'vectors', vectors: state }),
    filling: (isFilling) => report({ type: 'filling', isFilling }),
  });
  return { engine, vectors };
}

/** A file that cannot be stored ends the parsing of the others. */
async function parseUntilFault(
  pool: ReturnType<typeof createParsePool>,
  { root, files, handOver }: { root: string; files: Files; handOver: HandOver },
): Promise<void> {
  const fault = new AbortController();
  const use = {
    signal: fault.signal,
    handOver(file: Parameters<HandOver>[0]): void {
      try {
        handOver(file);
      } catch (error) {
        fault.abort(error);
        throw error;
      }
    },
  };
  await pool.parse(root, files, use);
}
type Parse = ConstructorParameters<typeof IndexEngine>[0]['parse'];
type Files = Parameters<Parse>[0];
type HandOver = Parameters<Parse>[1];

function hashOf(root: string, path: string): string | null {
  using opened = new RootFolder(root);
  const content = readFile(opened, path, LARGEST_SOURCE_BYTES);
  return content === null || 'skip' in content
    ? null
    : createHash('sha1').update(content.bytes).digest('hex');
}

async function answerQuestion(vectors: VectorFiller, request: Embed): Promise<EngineAnswer> {
  const { id, text, model } = request;
  return { type: 'embedded', id, vector: await vectors.embedQuestion(text, model) };
}
type Embed = Extract<EngineRequest, { type: 'embed' }>;

function isRulesRequest(request: EngineRequest): request is RulesRequest {
  const { type } = request;
  return type === 'ignored' || type === 'ignored_folders' || type === 'compare_tracked';
}

async function answerRules(
  rules: IgnoreRules,
  root: string,
  request: RulesRequest,
): Promise<EngineAnswer> {
  const { id, type } = request;
  try {
    switch (type) {
      case 'ignored':
        return { type: 'ignored_paths', id, paths: [...(await rules.ignored(request.paths))] };
      case 'compare_tracked':
        return { type: 'tracked_compared', id, changed: await rules.compareTracked() };
      case 'ignored_folders': {
        await rules.renew();
        const folders = await ignoredFolders(root, rules);
        return { type: 'folders', id, folders, excludesFile: rules.excludesFile };
      }
      default:
        return assertNever(type);
    }
  } catch (error) {
    return failed(id, error);
  }
}

function failed(id: number, error: unknown): EngineAnswer {
  return { type: 'failed', id, sentence: error instanceof Error ? error.message : String(error) };
}

async function answer(
  engine: IndexEngine,
  request: Exclude<EngineRequest, Embed | RulesRequest | { type: 'head' }>,
): Promise<EngineAnswer> {
  const { id, type } = request;
  try {
    switch (type) {
      case 'round':
        return { type: 'report', id, report: await engine.run(request.round, request.gitSha) };
      case 'check':
        return { type: 'checked', id, ...engine.check(request.files) };
      default:
        return assertNever(request);
    }
  } catch (error) {
    return failed(id, error);
  }
}

serveIndex();
