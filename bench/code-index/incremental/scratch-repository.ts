import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));
const OWN = ['src/core', 'src/shared', 'package.json', 'tsconfig.base.json', 'tsconfig.json'];
const MODULES = ['json', 'email', 'http', 'logging', 'unittest'];
const SUITES = 'bench/code-index/suites';

/** A git repository with sources of every language the suites have, which operations change. */
export class ScratchRepository {
  readonly root: string;

  constructor(root: string, python: string) {
    this.root = root;
    for (const path of OWN) cpSync(join(CHECKOUT, path), join(root, path), { recursive: true });
    for (const name of MODULES.filter((one) => existsSync(join(python, one))))
      cpSync(join(python, name), join(root, 'lib', name), { recursive: true });
    cpSync(join(CHECKOUT, SUITES), join(root, 'suites'), { recursive: true });
    writeFileSync(join(root, '.gitignore'), '__pycache__/\n');
    mkdirSync(root, { recursive: true });
    this.git('init', '--quiet');
    this.git('config', 'user.name', 'Bench');
    this.git('config', 'user.email', 'bench@example.org');
    this.git('config', 'gc.auto', '0');
    this.commit();
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  /** Commits everything as it lies there and returns the commit. */
  commit(): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'Step');
    return this.git('rev-parse', 'HEAD');
  }

  /** Paths of all files with one of the endings, in an order that does not depend on the disk. */
  files(endings: ReadonlySet<string>): string[] {
    const all = readdirSync(this.root, { recursive: true, encoding: 'utf8' });
    return all
      .filter((path) => !path.startsWith('.git/') && endings.has(extname(path)))
      .toSorted((a, b) => (a < b ? -1 : 1));
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  move(from: string, to: string): void {
    mkdirSync(dirname(join(this.root, to)), { recursive: true });
    renameSync(join(this.root, from), join(this.root, to));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }
}
