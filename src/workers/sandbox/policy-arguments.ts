import { resolve } from 'node:path';
import { isInside } from './is-inside.ts';
import { PYTHON_MODULES } from './policy-rules.ts';
import type { ProgramRule } from './program-rule.ts';

export interface ArgumentQuestion {
  name: string;
  rule: ProgramRule;
  args: readonly string[];
  cwd: string;
}

/** `launches`: the arguments contain a command of their own that has to be judged in turn. */
export type ArgumentVerdict =
  | { kind: 'allowed' }
  | { kind: 'refused'; reason: string }
  | { kind: 'launches'; argv: string[] };

const SHORTEST_ABBREVIATION = 2;

/** Judges the arguments of one program by its rule. */
export function judgeArguments(question: ArgumentQuestion): ArgumentVerdict {
  const { rule, name } = question;
  const special = name === 'python' ? judgePythonModule(question) : null;
  if (special !== null) return special;
  const own = ownArguments(question);
  const bad = own
    .map((arg, at) => refusalOf(arg, own[at + 1], question))
    .find((each) => each !== null);
  if (bad !== undefined && bad !== null) return { kind: 'refused', reason: bad };
  const late =
    rule.stopsAtPlain === true || rule.launches !== undefined
      ? undefined
      : question.args.find((arg) => rule.refusedValue?.test(arg) === true);
  if (late !== undefined) return refuse(refusedSentence(name, late));
  if (rule.needsPlain === true && firstPlain(own, 0) < 0 && !isInformational(own)) {
    return refuse(`“${name}” without a script would read a program from its input; name a file.`);
  }
  return judgeVerb(question);
}

/**
 * The arguments that the program itself reads: before `--`, for interpreters before the script, for
 * launchers before the command.
 */
function ownArguments({ rule, args }: ArgumentQuestion): string[] {
  const end = args.indexOf('--');
  const own = end < 0 ? [...args] : args.slice(0, end);
  const first = rule.launches === undefined ? -1 : launchAt(rule, own);
  if (first >= 0) return own.slice(0, first);
  const script = rule.stopsAtPlain === true ? scriptAt(own, rule) : -1;
  return script >= 0 ? own.slice(0, script + 1) : own;
}

/**
 * Index of an interpreter's script. A plain argument after an option may be its value, unless the
 * option takes none.
 */
function scriptAt(args: readonly string[], rule: ProgramRule): number {
  return args.findIndex((arg, at) => {
    if (arg.startsWith('-')) return false;
    const before = args[at - 1];
    return (
      before === undefined ||
      !before.startsWith('-') ||
      before.includes('=') ||
      rule.bareOptions?.test(before) === true
    );
  });
}

/** Index of the first argument that belongs to the launched command; -1 = none is launched. */
function launchAt(rule: ProgramRule, args: readonly string[]): number {
  const verbAt = rule.launches?.includes('') === true ? -1 : firstPlain(args, 0);
  if (verbAt >= 0 && rule.launches?.includes(args[verbAt] ?? '') !== true) return -1;
  const at = firstPlain(args, verbAt + 1);
  return at < 0 ? args.length : at;
}

function firstPlain(args: readonly string[], from: number): number {
  return args.findIndex((arg, at) => at >= from && !arg.startsWith('-'));
}

function judgeVerb(question: ArgumentQuestion): ArgumentVerdict {
  const { rule, name, args } = question;
  const verbAt = firstPlain(args, 0);
  const verb = args[verbAt];
  if (rule.verbs !== undefined && (verb === undefined || !rule.verbs.includes(verb))) {
    if (verb === undefined && isInformational(args)) return { kind: 'allowed' };
    return refuse(
      `“${name} ${verb ?? ''}” is not allowed; ${name} may only do: ${rule.verbs.join(', ')}.`,
    );
  }
  const early = rule.verbs === undefined ? undefined : findUnclear(args.slice(0, verbAt));
  if (early !== undefined) {
    return refuse(`“${name} ${early}” is unclear before the subcommand; put the subcommand first.`);
  }
  if (rule.launches === undefined) return { kind: 'allowed' };
  const isLauncher =
    rule.launches.includes('') || (verb !== undefined && rule.launches.includes(verb));
  return isLauncher ? judgeLaunch(question) : { kind: 'allowed' };
}

/**
 * An option that might take the next argument as its value, which would hide where the command
 * begins.
 */
function findUnclear(options: readonly string[]): string | undefined {
  return options.find((each) => each.startsWith('-') && !each.includes('=') && !CLEAR.test(each));
}

const CLEAR =
  /^(?:--|--no-[a-z-]+|--no|--yes|-y|--silent|-s|-q|--quiet|--offline|--frozen|--locked|--version|--help)$/;

function judgeLaunch({ rule, name, args }: ArgumentQuestion): ArgumentVerdict {
  const at = launchAt(rule, args);
  const argv = args.slice(at);
  if (argv.length === 0) {
    return isInformational(args)
      ? { kind: 'allowed' }
      : refuse(`“${name}” is given no command to run; name the program.`);
  }
  const unclear = findUnclear(args.slice(0, at));
  if (unclear !== undefined) {
    return refuse(`“${name} ${unclear}” hides where the command begins; leave that option out.`);
  }
  const hasVersion = /^(?:@[^/]+\/)?[^@/]+@/.test(argv[0] ?? '');
  if (hasVersion)
    return refuse(`“${argv[0]}” would be fetched; run the installed program instead.`);
  return { kind: 'launches', argv };
}

function refusalOf(
  arg: string,
  next: string | undefined,
  question: ArgumentQuestion,
): string | null {
  const { rule, name } = question;
  if (arg === '-' && rule.needsPlain === true) return `“${name} -” reads a program from its input.`;
  const joined = /^-[A-Za-z]$/.test(arg) ? `${arg}${next ?? ''}` : arg;
  if (rule.refusedValue?.test(joined) === true) return refusedSentence(name, joined);
  if (arg.startsWith('--')) {
    const [option, value] = splitOnce(arg.slice(2));
    if (isRefusedLong(option, rule)) return refusedSentence(name, `--${option}`);
    return judgeInside(option, value ?? next, question);
  }
  return arg.startsWith('-') && arg !== '-' ? judgeLetters(arg.slice(1), next, question) : null;
}

/** A short option or a cluster of them, without its dash. */
function judgeLetters(
  letters: string,
  next: string | undefined,
  { rule, name, cwd }: ArgumentQuestion,
): string | null {
  const letter = letters.split('').find((each) => rule.refusedLetters?.includes(each));
  if (letter !== undefined && isCluster(letters, rule)) return refusedSentence(name, `-${letter}`);
  const inside = rule.insideOptions?.find((each) => each.length === 1 && letters.startsWith(each));
  if (inside === undefined) return null;
  const value = letters.slice(1).replace(/^=/, '') || next;
  return value !== undefined && !isInside(cwd, resolve(cwd, value)) ? outside(name, value) : null;
}

/**
 * Letters after the first count unless a single-dash word (-race, -coverprofile) belongs to a
 * program without clusters.
 */
function isCluster(letters: string, rule: ProgramRule): boolean {
  const first = letters[0] ?? '';
  return rule.refusedLetters?.includes(first) === true || /^[a-zA-Z]{1,6}$/.test(letters);
}

function isRefusedLong(option: string, rule: ProgramRule): boolean {
  const asked = option.replaceAll('_', '-');
  return (rule.refused ?? []).some((each) => {
    if (each === asked || each.toLowerCase() === asked.toLowerCase()) return true;
    const isAbbreviation = rule.prefixes === true && asked.length >= SHORTEST_ABBREVIATION;
    return isAbbreviation && each.startsWith(asked);
  });
}

function judgeInside(
  option: string,
  value: string | undefined,
  { rule, name, cwd }: ArgumentQuestion,
): string | null {
  if (rule.insideOptions?.includes(option) !== true || value === undefined) return null;
  return isInside(cwd, resolve(cwd, value)) ? null : outside(name, value);
}

/** python -m MODULE: only known modules, since any module is a program. */
function judgePythonModule({ rule, args }: ArgumentQuestion): ArgumentVerdict | null {
  const script = scriptAt(args, rule);
  const at = args.findIndex((arg) => /^-[A-VY-Za-z]*m/.test(arg));
  const flag = args[at];
  if (flag === undefined || (script >= 0 && script < at)) return null;
  const before = args.slice(0, at + 1).find((arg) => /^-[A-Za-ln-z]*[ci]/.test(arg));
  if (before !== undefined) return refuse(refusedSentence('python', before));
  const module = flag.slice(flag.indexOf('m') + 1) || (args[at + 1] ?? '');
  return PYTHON_MODULES.includes(module)
    ? { kind: 'allowed' }
    : refuse(`“python -m ${module}” is not allowed; modules: ${PYTHON_MODULES.join(', ')}.`);
}

function isInformational(args: readonly string[]): boolean {
  return args.some((arg) => ['--version', '--help', '-v', '-V', '-h', '--test'].includes(arg));
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function refuse(reason: string): ArgumentVerdict {
  return { kind: 'refused', reason };
}

function refusedSentence(name: string, arg: string): string {
  return `“${name}” may not be given “${arg}”, which can run other commands or leave the folder; remove it.`;
}

function outside(name: string, value: string): string {
  return `“${name}” may not work on “${value}”, which lies outside the working folder.`;
}
