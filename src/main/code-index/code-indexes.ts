import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '#core/ports.ts';
import { impactOfPaths } from '#core/code-index/graph/impact.ts';
import { readGraph } from '#core/code-index/graph/symbol-graph.ts';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import type { EmbeddingAddress, Round } from '#shared/messages/code-index.ts';
import type { GitFolders } from '#shared/messages/git-folders.ts';
import { AppError } from '#shared/errors.ts';
import type { CodeIndexes, RefreshRequest } from './index-service.ts';
import { RepositoryIndex } from './repository-index.ts';
import { VectorManager } from './vector-manager.ts';

export interface CodeIndexesParts {
  /** Where the stored indexes lie; made when it is missing. */
  folder: string;
  /** The model that gives passages and questions their vectors; null for none. */
  embedding: EmbeddingAddress | null;
  /** Below which threads make temporary folders; null: in the system's. */
  temporary: string | null;
  clock: Clock;
  log: Logger;
  /** Whether repositories are watched and looked after; without, they are read when asked. */
  watch: boolean;
  /** The work tree a folder lies in; null when it lies in none. */
  findGitFolders(folder: string): Promise<GitFolders | null>;
  /** A repository was opened for the first time. */
  opened(root: string): void;
  /** How long an index is left alone before it rests. */
  restAfterMs: number;
  /** Repository of a project; null when it has none, undefined when there is no such project. */
  repoOfProject(id: number): string | null | undefined;
}

/** Opens indexes on demand and keeps them. */
export function createCodeIndexes(parts: CodeIndexesParts): CodeIndexes {
  return new OpenIndexes(parts);
}

class OpenIndexes implements CodeIndexes {
  readonly #parts: CodeIndexesParts;
  readonly #open = new Map<string, RepositoryIndex>();
  /** One after the other, so that they stay in order. */
  #opened: Promise<void> = Promise.resolve();
  /** Roots by what they were called. */
  readonly #called = new Map<string, string>();
  readonly #listeners = new Set<(state: IndexState) => void>();
  readonly #manager: VectorManager;
  #isStopped = false;

  constructor(parts: CodeIndexesParts) {
    this.#parts = parts;
    this.#manager = new VectorManager(parts, () => (parts.watch ? this.#open.values() : []));
  }

  open(folder: string): Promise<string> {
    const opening = this.#opened.then(() => this.#openNext(folder));
    this.#opened = opening.then(
      () => undefined,
      () => undefined,
    );
    return opening;
  }

  opened(): Promise<void> {
    return this.#opened;
  }

  async #openNext(folder: string): Promise<string> {
    const folders = await this.#parts.findGitFolders(resolve(folder));
    if (this.#isStopped) throw new AppError('stopping', 'The code index is stopping.');
    if (folders === null) {
      throw new AppError(
        'not_a_repository',
        `“${folder}” lies in no work tree of a git repository; choose the folder of one.`,
      );
    }
    this.#called.set(folder, folders.root);
    if (this.#open.has(folders.root)) return folders.root;
    mkdirSync(this.#parts.folder, { recursive: true, mode: 0o700 });
    const index: RepositoryIndex = new RepositoryIndex({
      folders,
      file: join(this.#parts.folder, fileName(folders.root)),
      embedding: this.#parts.embedding,
      temporary: this.#parts.temporary,
      clock: this.#parts.clock,
      log: this.#parts.log,
      watch: this.#parts.watch,
      changed: () => this.#announce(index),
      settled: () => this.#settled(index),
    });
    this.#open.set(folders.root, index);
    this.#parts.opened(folders.root);
    index.start();
    return folders.root;
  }

  async close(root: string): Promise<void> {
    const index = this.#require(root);
    this.#open.delete(root);
    await index.stop();
  }

  async resolve(repo: string | undefined): Promise<string> {
    if (repo === undefined || repo === '') return this.#default();
    return /^\d+$/.test(repo) ? this.#ofProject(Number(repo)) : this.#ofPath(repo);
  }

  rootOf(folder: string): string | null {
    const root = this.#called.get(folder) ?? folder;
    return this.#open.has(root) ? root : null;
  }

  roots(): string[] {
    return [...this.#open.keys()];
  }

  defaultRoot(): string | null {
    return this.roots()[0] ?? null;
  }

  state(root: string): IndexState {
    return this.#require(root).state();
  }

  stored(root: string) {
    return this.#require(root).stored();
  }

  ready(root: string) {
    return this.#require(root).ready();
  }

  graph(root: string): SharedArrayBuffer | null {
    return this.#require(root).graph;
  }

  async embedText(root: string, text: string, model: string) {
    return this.#require(root).embedText(text, model);
  }

  async refresh(root: string, request: RefreshRequest = {}) {
    const index = this.#require(root);
    const { report, joined } = await index.refresh(roundOf(root, request));
    return { ...report, root, joined };
  }

  listen(listener: (state: IndexState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async impactOf(
    root: string,
    { paths = [], symbols = [] }: Parameters<CodeIndexes['impactOf']>[1],
  ) {
    await this.ready(root);
    const graph = this.graph(root);
    // A symbol counts for its file: what depends on the file is never less than what depends on the
    // symbol.
    const files = [...paths, ...symbols.map((key) => key.slice(0, key.indexOf('#')))];
    return graph === null ? new Set(files) : impactOfPaths(readGraph(graph), files);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#manager.stop();
    await Promise.all(Array.from(this.#open.values(), (index) => index.stop()));
  }

  #settled(index: RepositoryIndex): void {
    if (this.#parts.watch && !this.#isStopped) this.#manager.lookAt(index);
  }

  #announce(index: RepositoryIndex): void {
    const state = index.state();
    for (const listener of this.#listeners) listener(state);
  }

  async #default(): Promise<string> {
    await this.#opened;
    const root = this.defaultRoot();
    if (root !== null) return root;
    throw new AppError(
      'unknown_index',
      'No repository is open. Name one as `repo`, or start the service in it: vp serve --repo FOLDER.',
    );
  }

  /** A registered project's repository is opened when somebody asks for it. */
  async #ofProject(id: number): Promise<string> {
    const repo = this.#parts.repoOfProject(id);
    if (repo === undefined)
      throw new AppError('unknown_index', `There is no project ${id}; \`vp projects\` lists them.`);
    if (repo === null) throw new AppError('unknown_index', `Project ${id} has no repository.`);
    return this.open(repo);
  }

  async #ofPath(path: string): Promise<string> {
    const known = this.rootOf(path);
    if (known !== null) return known;
    const root = (await this.#parts.findGitFolders(resolve(path)))?.root;
    if (root !== undefined && this.#open.has(root)) return root;
    throw new AppError(
      'unknown_index',
      `${root ?? path} is not indexed${root === undefined ? ', and there is no git repository' : ''}. \`vp rag refresh --repo ${path}\` indexes a repository.`,
    );
  }

  #require(root: string): RepositoryIndex {
    const index = this.#open.get(root);
    if (index !== undefined) return index;
    throw new AppError('unknown_index', `${root} is not indexed.`);
  }
}

/** Readable, and different for every root. */
function fileName(root: string): string {
  const name = basename(root)
    .replaceAll(/[^\w.-]/g, '_')
    .slice(0, 40);
  return `${name}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.db`;
}

function roundOf(root: string, { scope, full = false }: RefreshRequest): Round {
  if (scope === undefined) return { paths: full ? null : [], full };
  const inside = relative(root, resolve(root, scope)).replaceAll('\\', '/');
  if (inside === '..' || inside.startsWith('../') || isAbsolute(inside))
    throw new AppError('invalid_input', `scope “${scope}” leads out of ${root}.`);
  return { paths: inside === '' ? null : [inside], full };
}
