import { joinPath } from '../../paths/join-path.ts';
import { readObject } from './read-object.ts';

/** Files at the top level that say what the tests' command runs. */
export const NAMING_FILES = [
  'package.json',
  'Makefile',
  'makefile',
  'GNUmakefile',
  'justfile',
  'Justfile',
  'Taskfile.yml',
  'Rakefile',
  'composer.json',
  'deno.json',
  'tox.ini',
  'noxfile.py',
] as const;

const MAKE_TARGET = /^(?:check|tests?)\b[^:\n]*:[^\n]*(?:\n\t[^\n]*)*/gm;
const SCRIPT = /(?:^|\/)[^./][^/]*\.(?:sh|bash|[cm]?[jt]s|py|rb|pl|php)$|(?:^|\/)[^./]+$/;

/** Words of commands and settings by which files of the repository could be meant. */
export function wordsOfTests(
  commands: readonly string[],
  texts: Readonly<Record<string, string | null>>,
): string[] {
  const said = Object.entries(texts).map(([path, text]) => textAboutTests(path, text ?? ''));
  return [...commands, ...said].flatMap(wordsOf);
}

/** Words of a script, also as paths from its own folder. */
export function wordsOfScript(path: string, text: string): string[] {
  const folder = path.split('/').slice(0, -1).join('/');
  return wordsOf(text).flatMap((word) => [word, joinPath(folder, word) ?? word]);
}

/** Whether what a file names is run with it: a script, and not what tests import. */
export function isScript(path: string): boolean {
  return SCRIPT.test(path);
}

function wordsOf(text: string): string[] {
  const words = text.split(/[\s'"`;&|()=,[\]{}<>$:]+/);
  return words.flatMap((word) => joinPath('', word) ?? []).filter((word) => word !== '');
}

/** Of files that hold much beside: the part about tests. */
export function textAboutTests(path: string, text: string): string {
  if (path === 'package.json') return scriptsOfTests(text);
  return /makefile$/i.test(path) ? (text.match(MAKE_TARGET) ?? []).join('\n') : text;
}

/** `test` with its hooks, and the scripts that these start by their names. */
function scriptsOfTests(text: string): string {
  const pkg = readObject(() => JSON.parse(text));
  const scripts = readObject(() => pkg?.['scripts'] ?? {}) ?? {};
  const taken = new Set<string>();
  const wanted = ['pretest', 'test', 'posttest'];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const script = scripts[name];
    if (taken.has(name) || typeof script !== 'string') continue;
    taken.add(name);
    wanted.push(
      ...script.split(/[\s'"&|;]+/).flatMap((word) => [word, `pre${word}`, `post${word}`]),
    );
  }
  return [...taken].map((name) => String(scripts[name])).join('\n');
}
