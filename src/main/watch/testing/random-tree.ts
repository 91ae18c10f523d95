import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  opendirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';

/** A work tree as it is drawn: all paths relative to its top. */
export interface RandomTree {
  /** Folders with a .gitignore and its lines; '' is the top. */
  rules: Record<string, string[]>;
  exclude: string[];
  userExcludes: string[];
  files: string[];
  /** Made when the watch is on. */
  later: string[];
  tracked: string[];
  emptyFolders: string[];
  links: { path: string; target: string }[];
  /** Repositories inside; a submodule is one that the outer repository tracks. */
  nested: { path: string; isSubmodule: boolean }[];
}

const NAMES = [
  ['a', 'b', 'lib', 'Lib', 'build', 'Build', 'BUILD', 'x.log', 'X.LOG', 'keep.log', 'a.log'],
  ['c d', ' lead', 'trail ', '[x]', 'x', '#h', '!n', '*s', '?', ':c', ':(top)a', '-d', '"q"', "'"],
  [
    'ü',
    'e\u0301',
    '日本',
    '😀',
    'tab\there',
    'line\nbreak',
    '.hidden',
    'a.b.c',
    '~',
    '$HOME',
    '{a,b}',
  ],
].flat();
const PATTERNS = [
  ['a', '/a', 'a/', '*.log', '!keep.log', '!a.log', '*.LOG', 'lib/*', '!lib/a', '/lib/b', 'Lib'],
  [
    '**/b',
    'a/**',
    '/**/lib',
    'lib/**/x.log',
    'a/*/b',
    '**',
    '*',
    '!*/',
    '!*',
    '/*',
    '!/a',
    '!/a/b',
  ],
  ['build/', 'Build', 'build', '!build/', 'BUILD/**', '[a-b]', '[!a]', '?', '??', '[x]', '\\[x\\]'],
  [
    '\\#h',
    '#h',
    '\\!n',
    '!n',
    '\\*s',
    '*s',
    'c d',
    'c\\ d',
    'trail ',
    'trail\\ ',
    ' lead',
    ':c',
    '-d',
  ],
  ['ü', 'e\u0301', '日*', '[日]本', '😀', '.*', '!.gitignore', '.gitignore', '', '# no', '/', '\\'],
  ['a/b/', '/a/lib/', '!lib/', 'lib', 'b\r', '{a,b}', '"q"', '$HOME', '~', '[[:upper:]]*', 'a**b'],
].flat();

const name = fc.constantFrom(...NAMES);
const anyPath = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const lines = fc.array(fc.constantFrom(...PATTERNS), { maxLength: 4 });
const few = { maxLength: 3 };

export const randomTree: fc.Arbitrary<RandomTree> = fc.record({
  rules: fc.dictionary(
    fc.oneof(fc.constant(''), fc.constantFrom('a', 'lib', 'a/lib', 'build', 'c d', '[x]'), anyPath),
    lines,
    { maxKeys: 3 },
  ),
  exclude: fc.oneof(fc.constant<string[]>([]), lines),
  userExcludes: fc.oneof(fc.constant<string[]>([]), lines),
  files: fc.array(anyPath, { minLength: 1, maxLength: 14 }),
  later: fc.array(anyPath, few),
  tracked: fc.array(anyPath, few),
  emptyFolders: fc.array(anyPath, few),
  links: fc.array(
    fc.record({
      path: anyPath,
      target: fc.constantFrom('a', '..', 'a/lib', '/', 'nowhere', 'x.log'),
    }),
    few,
  ),
  nested: fc.array(fc.record({ path: anyPath, isSubmodule: fc.boolean() }), { maxLength: 2 }),
});

/**
 * A drawn tree as it lies there. What cannot be, since a part of its path is taken, is not made.
 */
export interface MadeTree {
  root: string;
  /** Regular files outside of inner repositories, but for those that hold rules. */
  files: string[];
  links: string[];
  /** Files of inner repositories. */
  foreign: string[];
  git(args: readonly string[], input?: string): string;
}

export function makeTree(folder: string, tree: RandomTree): MadeTree {
  const root = join(folder, 'tree');
  const excludesFile = join(folder, 'user excludes');
  mkdirSync(root);
  writeFileSync(excludesFile, tree.userExcludes.join('\n'));
  const git = (args: readonly string[], input = ''): string => {
    const settings = ['-c', `core.excludesFile=${excludesFile}`];
    const done = spawnSync('git', [...settings, ...args], { cwd: root, encoding: 'utf8', input });
    // check-ignore ends with 1 when nothing is ignored.
    if (done.status === null || done.status > 1) throw new Error(done.stderr);
    return done.stdout;
  };
  git(['init', '--quiet']);
  mkdirSync(join(root, '.git', 'info'), { recursive: true });
  writeFileSync(join(root, '.git', 'info', 'exclude'), tree.exclude.join('\n'));
  const inner: string[] = [];
  const made: MadeTree = { root, files: [], links: [], foreign: [], git };
  for (const { path: at, isSubmodule } of tree.nested) makeNested({ made, inner, at, isSubmodule });
  const isForeign = (one: string): boolean => inner.some((at) => one.startsWith(`${at}/`));
  for (const [at, rules] of Object.entries(tree.rules))
    write(root, at === '' ? '.gitignore' : `${at}/.gitignore`, rules.join('\n'));
  const files = [...tree.files, ...tree.tracked].filter((one) => write(root, one, 'x'));
  for (const one of new Set(files)) (isForeign(one) ? made.foreign : made.files).push(one);
  for (const one of tree.emptyFolders)
    attempt(() => mkdirSync(join(root, one), { recursive: true }));
  for (const { path: at, target } of tree.links)
    if (!isForeign(at) && makeLink(root, at, target)) made.links.push(at);
  const tracked = made.files.filter((one) => tree.tracked.includes(one));
  git(['update-index', '--add', '-z', '--stdin'], tracked.map((one) => `${one}\0`).join(''));
  return made;
}

/** Makes the files that come when the watch is on, and changes all others. */
export function changeTree(made: MadeTree, tree: RandomTree): void {
  const inner = new Set(tree.nested.map(({ path: at }) => at));
  const isForeign = (one: string): boolean => [...inner].some((at) => one.startsWith(`${at}/`));
  for (const one of [...made.files, ...made.foreign]) appendFileSync(join(made.root, one), 'y');
  for (const one of tree.later)
    if (!isForeign(one) && !made.files.includes(one) && write(made.root, one, 'z'))
      made.files.push(one);
}

function makeNested(what: {
  made: MadeTree;
  inner: string[];
  at: string;
  isSubmodule: boolean;
}): void {
  const { made, inner, at, isSubmodule } = what;
  const overlaps = inner.some((one) => `${one}/`.startsWith(`${at}/`) || at.startsWith(`${one}/`));
  if (overlaps || !attempt(() => mkdirSync(join(made.root, at), { recursive: true }))) return;
  inner.push(at);
  made.git(['init', '--quiet', '--', at]);
  if (write(made.root, `${at}/inside`, 'i')) made.foreign.push(`${at}/inside`);
  const link = `160000,${'1'.repeat(40)},${at}`;
  if (isSubmodule) attempt(() => made.git(['update-index', '--add', '--cacheinfo', link]));
}

/**
 * Whether it was written: not where a folder is in its place, a file around it or a link on the
 * way.
 */
function write(root: string, path: string, text: string): boolean {
  const folders = path.split('/').slice(0, -1);
  const isBeyond = folders.some((_, n) => isLink(join(root, ...folders.slice(0, n + 1))));
  if (isBeyond || isLink(join(root, path))) return false;
  return attempt(() => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  });
}

/**
 * Not where its target leads through a file: chokidar 6 then gives up on the folder the link lies
 * in, without an error.
 */
function makeLink(root: string, at: string, target: string): boolean {
  const [first = '', ...rest] = target.split('/');
  const leadsOn = rest.length === 0 || first === '';
  return attempt(() => {
    if (!leadsOn) opendirSync(join(root, dirname(at), first)).closeSync();
    symlinkSync(target, join(root, at));
  });
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
}

function attempt(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
