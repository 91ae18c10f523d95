import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostileLinks } from './traversal-corpus.ts';

export const INSIDE = 'inside';
export const OUTSIDE = 'outside: nobody may read or change this';

/** A root full of links and special files, with things beside it that must stay as they are. */
export class HostileTree {
  readonly base = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-hostile-')));
  readonly root = join(this.base, 'root');
  readonly #before: string;
  #server: Server | null = null;

  constructor() {
    for (const folder of ['outside', 'root-evil']) {
      mkdirSync(join(this.base, folder));
      writeFileSync(join(this.base, folder, 'secret.txt'), OUTSIDE);
      mkdirSync(join(this.base, folder, 'folder'));
      writeFileSync(join(this.base, folder, 'folder', 'inner.txt'), OUTSIDE);
    }
    this.#before = this.#picture();
  }

  /** Makes the root, or what of it is gone. */
  async make(): Promise<void> {
    mkdirSync(join(this.root, 'sub', 'deep'), { recursive: true });
    for (const path of ['a.txt', 'sub/b.txt', 'sub/deep/c.txt'])
      if (this.#isGone(path)) writeFileSync(join(this.root, path), INSIDE);
    for (const [name, target] of Object.entries(hostileLinks(this.base)))
      if (this.#isGone(name)) symlinkSync(target, join(this.root, name));
    const pipes = ['pipe', 'sub/pipe', '.gitattributes'].filter((path) => this.#isGone(path));
    if (pipes.length > 0)
      execFileSync(
        'mkfifo',
        pipes.map((path) => join(this.root, path)),
      );
    if (this.#isGone('socket')) await this.#listen();
  }

  #isGone(path: string): boolean {
    return lstatSync(join(this.root, path), { throwIfNoEntry: false }) === undefined;
  }

  /** Whether everything beside the root is as it was. */
  isUntouched(): boolean {
    return this.#picture() === this.#before;
  }

  async remove(): Promise<void> {
    await this.#close();
    rmSync(this.base, { recursive: true, force: true });
  }

  #picture(folder = ''): string {
    const names = readdirSync(join(this.base, folder)).filter(
      (name) => join(folder, name) !== 'root',
    );
    return names
      .toSorted()
      .map((name) => {
        const path = join(folder, name);
        const facts = lstatSync(join(this.base, path));
        const content = facts.isDirectory()
          ? this.#picture(path)
          : readFileSync(join(this.base, path), 'utf8');
        return `${path} ${facts.mode} ${facts.mtimeMs} ${facts.ino}\n${content}`;
      })
      .join('\n');
  }

  async #listen(): Promise<void> {
    await this.#close();
    const server = createServer();
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(join(this.root, 'socket'), () => resolve()));
  }

  async #close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }
}
