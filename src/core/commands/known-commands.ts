import { findMakeTargets } from '../plan/ecosystems/find-make.ts';
import { packageManagerOf } from '../plan/ecosystems/package-manager-of.ts';
import { readPackageJson } from '../plan/ecosystems/read-package-json.ts';
import type { FoundCommands } from '../plan/find-commands.ts';
import type { RepositoryView } from '../gates/types.ts';

/** A command as a file of the repository names it. */
export interface FoundCommand {
  /** `{report}` stands for the path of its report. */
  argv: readonly string[];
  /** The file and key. */
  foundIn: string;
  /** It runs tests, and takes files to run only these. */
  takesFiles: boolean;
}

/** What commands of a repository are held against. */
export interface KnownCommands {
  found: readonly FoundCommand[];
  /** Of the tree, relative. */
  files: ReadonlySet<string>;
}

/** For a command that works in no repository. */
export const NO_KNOWN_COMMANDS: KnownCommands = { found: [], files: new Set() };

/** All commands that a repository names: its steps, package scripts, make targets and tox. */
export function knownCommands(view: RepositoryView, steps: FoundCommands): KnownCommands {
  const files = new Set(view.files);
  return {
    found: [
      ...steps.commands
        .flatMap((first) => [
          first,
          ...(first.also ?? []),
          ...(first.forFiles ? [first.forFiles] : []),
        ])
        .flatMap(({ step, command, measured, foundIn }) =>
          [command, measured].map((argv) => ({ argv, foundIn, takesFiles: step === 'test' })),
        ),
      ...packageScripts(view, files),
      ...makeTargets(view, files),
      ...toxEnvironments(view, files),
    ],
    files,
  };
}

function packageScripts(view: RepositoryView, files: ReadonlySet<string>): FoundCommand[] {
  if (!files.has('package.json')) return [];
  const pkg = readPackageJson(view.read('package.json') ?? '');
  if (pkg === null) return [];
  const manager = packageManagerOf(pkg, files);
  const names = Object.keys(pkg.scripts).filter((name) => !/^-|^$/.test(name));
  return names.flatMap((name) => {
    const script = { foundIn: `package.json scripts.${name}`, takesFiles: name === 'test' };
    // `bun test` is bun's own runner, not the script.
    const short = name === 'test' && manager !== 'bun' ? [[manager, 'test']] : [];
    return [[manager, 'run', name], ...short].map((argv) => ({ ...script, argv }));
  });
}

function makeTargets(view: RepositoryView, files: ReadonlySet<string>): FoundCommand[] {
  const { makefile, targets } = findMakeTargets(view, files);
  return targets.map((target) => ({
    argv: ['make', target],
    foundIn: `${makefile} target ${target}`,
    takesFiles: false,
  }));
}

const TOX_FILES = ['tox.ini', 'tox.toml', 'setup.cfg', 'pyproject.toml'];
const TOX_SECTION = /^[ \t]*\[(?:tool\.tox|tox|tox:tox|testenv)\b[^\]\n]{0,100}\]/m;
const TOX_ENVIRONMENT = /^[ \t]*\[testenv:([\w.-]{1,100})\]/gm;

function toxEnvironments(view: RepositoryView, files: ReadonlySet<string>): FoundCommand[] {
  return TOX_FILES.filter((file) => files.has(file)).flatMap((foundIn) => {
    const text = view.read(foundIn) ?? '';
    if (foundIn !== 'tox.toml' && !TOX_SECTION.test(text)) return [];
    const environments = [...text.matchAll(TOX_ENVIRONMENT)].flatMap(([, name]) =>
      name === undefined || name.startsWith('-') ? [] : [name],
    );
    return [['tox'], ...environments.map((name) => ['tox', '-e', name])].map((argv) => ({
      argv,
      foundIn,
      takesFiles: false,
    }));
  });
}
