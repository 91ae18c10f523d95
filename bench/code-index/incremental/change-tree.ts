import { dirname, extname, join } from 'node:path';
import type { Dice } from './dice.ts';
import { TEXT_EDITS } from './edit-text.ts';
import type { ScratchRepository } from './scratch-repository.ts';

/** What was done to the tree. */
export interface Change {
  kind: string;
  /** For a reader who looks for the cause of a difference. */
  what: string;
  /** What a watcher would name; null when so much changed that the whole tree is looked at. */
  paths: string[] | null;
}

const ENDINGS = new Set(
  '.ts .py .js .mjs .go .rs .java .rb .php .c .h .cpp .hpp .cc .cs'.split(' '),
);
const BREAKING = new Set(['break the syntax', 'turn binary']);
const IGNORED = ['lib/json/', 'suites/python/', '*.rb', 'src/core/code-index/solve/', 'suites/go/'];
const ALIASES = ['./src/core/*', './src/shared/*', './src/core/code-index/*'];

/** Does random things to a repository, as a person, an editor or git would. */
export class TreeChanger {
  readonly #repo: ScratchRepository;
  readonly #dice: Dice;
  readonly #commits: string[] = [];
  /** Text before its syntax was broken. */
  readonly #whole = new Map<string, string>();
  readonly #kinds: readonly (readonly [weight: number, act: () => Change | null])[];

  constructor(repo: ScratchRepository, dice: Dice) {
    this.#repo = repo;
    this.#dice = dice;
    this.#commits.push(repo.commit());
    this.#kinds = [
      [48, () => this.#edit()],
      [6, () => this.#mend()],
      [8, () => this.#create()],
      [8, () => this.#rename()],
      [7, () => this.#delete()],
      [3, () => this.#renameFolder()],
      [2, () => this.#deleteFolder()],
      [4, () => this.#commit()],
      [6, () => this.#switch()],
      [4, () => this.#ignore()],
      [4, () => this.#configure()],
    ];
  }

  /** Does one thing. */
  change(): Change {
    for (;;) {
      let at = this.#dice.upTo(100);
      const kind = this.#kinds.find(([weight]) => (at -= weight) < 0);
      const change = kind?.[1]();
      if (change !== null && change !== undefined) return change;
    }
  }

  #files(): string[] {
    return this.#repo.files(ENDINGS);
  }

  #edit(): Change | null {
    const path = this.#dice.oneOf(this.#files());
    const donor = this.#donorOf(path);
    const [kind, edit] = this.#dice.oneOf(Object.entries(TEXT_EDITS));
    const text = this.#repo.read(path);
    const lines = edit(text.split('\n'), this.#dice, this.#repo.read(donor).split('\n'));
    if (lines === null) return null;
    if (BREAKING.has(kind) && !this.#whole.has(path)) this.#whole.set(path, text);
    this.#repo.write(path, lines.join('\n'));
    return { kind, what: `${path} (with ${donor})`, paths: [path] };
  }

  /** Another file of the language, a neighbour as likely as not. */
  #donorOf(path: string): string {
    const same = this.#files().filter((one) => extname(one) === extname(path));
    const near = same.filter((one) => dirname(one) === dirname(path));
    return this.#dice.oneOf(this.#dice.upTo(2) === 0 ? near : same);
  }

  #mend(): Change | null {
    const broken = [...this.#whole.keys()].filter((path) => this.#repo.has(path));
    if (broken.length === 0) return null;
    const path = this.#dice.oneOf(broken);
    this.#repo.write(path, this.#whole.get(path) ?? '');
    this.#whole.delete(path);
    return { kind: 'mend the syntax', what: path, paths: [path] };
  }

  #create(): Change {
    const from = this.#dice.oneOf(this.#files());
    const folder = dirname(this.#dice.upTo(2) === 0 ? from : this.#dice.oneOf(this.#files()));
    const path = join(folder, `made${this.#dice.upTo(1000)}${extname(from)}`);
    this.#repo.write(path, this.#repo.read(from));
    return { kind: 'create a file', what: `${path} as ${from}`, paths: [path] };
  }

  #rename(): Change | null {
    const from = this.#dice.oneOf(this.#files());
    const isNear = this.#dice.upTo(2) === 0;
    const name = `moved${this.#dice.upTo(1000)}${extname(from)}`;
    const to = isNear
      ? join(dirname(from), name)
      : join(dirname(this.#dice.oneOf(this.#files())), from.slice(from.lastIndexOf('/') + 1));
    if (this.#repo.has(to)) return null;
    this.#repo.move(from, to);
    return { kind: 'rename a file', what: `${from} to ${to}`, paths: [from, to] };
  }

  #delete(): Change {
    const path = this.#dice.oneOf(this.#files());
    this.#repo.remove(path);
    return { kind: 'delete a file', what: path, paths: [path] };
  }

  #drawFolder(): string | null {
    const folder = dirname(this.#dice.oneOf(this.#files()));
    return folder.split('/').length < 2 || folder === 'src/core' ? null : folder;
  }

  #renameFolder(): Change | null {
    const from = this.#drawFolder();
    if (from === null) return null;
    const to = `${from}${this.#dice.upTo(1000)}`;
    this.#repo.move(from, to);
    return { kind: 'rename a folder', what: `${from} to ${to}`, paths: [from, to] };
  }

  #deleteFolder(): Change | null {
    const folder = this.#drawFolder();
    if (folder === null) return null;
    this.#repo.remove(folder);
    return { kind: 'delete a folder', what: folder, paths: [folder] };
  }

  #commit(): Change {
    const commit = this.#repo.commit();
    this.#commits.push(commit);
    return { kind: 'commit', what: commit, paths: [] };
  }

  #switch(): Change {
    this.#commits.push(this.#repo.commit());
    const to = this.#dice.oneOf(this.#commits);
    const branch = `branch${this.#dice.upTo(1_000_000)}`;
    this.#repo.git('checkout', '--quiet', '--force', '-b', branch, to);
    return { kind: 'switch the branch', what: to, paths: null };
  }

  #ignore(): Change {
    const rules = new Set(this.#repo.read('.gitignore').split('\n').filter(Boolean));
    const rule = this.#dice.oneOf(IGNORED);
    if (!rules.delete(rule)) rules.add(rule);
    this.#repo.write('.gitignore', `${[...rules].join('\n')}\n`);
    return { kind: 'change the ignore rules', what: rule, paths: ['.gitignore'] };
  }

  /**
   * Another target of an import alias, or none: in the package's imports or the compiler's paths.
   */
  #configure(): Change {
    const [alias, target] = [this.#dice.oneOf(['core', 'shared']), this.#dice.oneOf(ALIASES)];
    const isPackage = this.#dice.upTo(2) === 0;
    const path = isPackage ? 'package.json' : 'tsconfig.json';
    const [before, key] = [JSON.parse(this.#repo.read(path)) as object, `#${alias}/*`];
    const next = isPackage
      ? { ...before, imports: { '#core/*': './src/core/*', [key]: target } }
      : { ...before, compilerOptions: { baseUrl: '.', paths: { [key]: [target] } } };
    this.#repo.write(path, `${JSON.stringify(next, null, 2)}\n`);
    return { kind: 'change the configuration', what: `${path}: ${key} ${target}`, paths: [path] };
  }
}
