import { mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { BranchMove } from '#shared/messages/merge.ts';
import type { RepositoryPlace } from '../find-repository.ts';
import { readPointer } from '../../../files/git-folders.ts';

/** Beside the index, so that its new content comes there by one rename. */
const FOLDER = 'slipway-merge';

/**
 * The right to change a work tree's index: git's own lock file, so that the person's git waits or
 * refuses meanwhile, and a folder beside it for the index to be. Its text names the move, so that
 * what a crash left is known.
 */
export class IndexTurn {
  readonly #gitDir: string;
  readonly #mark: string;

  private constructor(gitDir: string, mark: string) {
    this.#gitDir = gitDir;
    this.#mark = mark;
  }

  static async #at(place: RepositoryPlace, move: BranchMove): Promise<IndexTurn> {
    const mark = `slipway moves ${move.branch} from ${move.from} to ${move.to}`;
    return new IndexTurn(await realpath(place.gitDir), mark);
  }

  /** AppError when somebody else has it. */
  static async take(place: RepositoryPlace, move: BranchMove): Promise<IndexTurn> {
    const turn = await IndexTurn.#at(place, move);
    const lock = await open(turn.#lock, 'wx', 0o644).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      throw new AppError(
        'illegal_transition',
        `Nothing was changed: another git works in “${place.toplevel}” (${turn.#lock} is there). Try again when it has ended.`,
      );
    });
    try {
      await lock.writeFile(`${turn.#mark}\n`);
      await lock.sync();
    } finally {
      await lock.close();
    }
    await rm(turn.folder, { recursive: true, force: true });
    await mkdir(turn.folder);
    return turn;
  }

  /** The turn that a crash left; null when this move has none. */
  static async left(place: RepositoryPlace, move: BranchMove): Promise<IndexTurn | null> {
    const turn = await IndexTurn.#at(place, move);
    if (readPointer(turn.#lock) !== turn.#mark) return null;
    await mkdir(turn.folder, { recursive: true });
    return turn;
  }

  get #lock(): string {
    return join(this.#gitDir, 'index.lock');
  }

  /** For the index to be; git's own files beside it. */
  get folder(): string {
    return join(this.#gitDir, FOLDER);
  }

  get index(): string {
    return join(this.folder, 'index');
  }

  /** The index in the folder becomes the work tree's. */
  async put(): Promise<void> {
    await rename(this.index, join(this.#gitDir, 'index'));
  }

  /** Folders that were not there before files were moved. */
  async noteFolders(folders: readonly string[]): Promise<void> {
    const file = await open(join(this.folder, 'new-folders'), 'w');
    try {
      await file.writeFile(JSON.stringify(folders));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async notedFolders(): Promise<string[]> {
    const text = await readFile(join(this.folder, 'new-folders'), 'utf8').catch(() => '[]');
    return JSON.parse(text) as string[];
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    await rm(this.#lock, { force: true });
  }
}
