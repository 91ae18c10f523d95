import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { isInside } from './is-inside.ts';
import { judgeArguments } from './policy-arguments.ts';
import { NEVER_PROGRAMS } from './never-programs.ts';
import { PROGRAM_RULES } from './policy-rules.ts';

/** A verdict; `reason` is a sentence for the person who wrote the command. */
export type PolicyVerdict = { allowed: true } | { allowed: false; reason: string };

export interface PolicyQuestion {
  argv: readonly string[];
  cwd: string;
  /** Base names the lane allows. */
  allowedTools: readonly string[];
  /** Absolute folders of PATH; a program given as a path must lie in one of them or inside cwd. */
  pathFolders: readonly string[];
}

/**
 * Whether a command may run. An allowlist of programs, then what is dangerous about the allowed
 * ones. It keeps mistakes and injected arguments out; what a repository's own scripts do is the OS
 * sandbox's business.
 */
export function judgeCommand(question: PolicyQuestion): PolicyVerdict {
  const reason = findRefusal(question);
  return reason === null ? { allowed: true } : { allowed: false, reason };
}

function findRefusal(question: PolicyQuestion): string | null {
  const [program = '', ...rest] = question.argv;
  if (program === '') return 'The command is empty; give the program and its arguments as a list.';
  if (question.argv.some((each) => each.includes('\0'))) {
    return 'The command holds a NUL character; remove it.';
  }
  return judgeProgram(program, question) ?? judgeRest(program, rest, question);
}

function judgeProgram(program: string, question: PolicyQuestion): string | null {
  const name = basename(program);
  if (program.startsWith('-')) return `“${program}” is an option where a program is expected.`;
  if (isNever(name)) {
    return `“${name}” runs arbitrary commands and is never allowed; call the program itself.`;
  }
  if (!question.allowedTools.includes(name)) {
    return `“${name}” is not on the lane's list of programs (${question.allowedTools.join(', ')}).`;
  }
  return program.includes('/') ? judgePath(program, question) : null;
}

/** A path form is followed to the file it means: a link named pytest must not lead to a shell. */
function judgePath(program: string, question: PolicyQuestion): string | null {
  const path = resolve(question.cwd, program);
  const onPath = question.pathFolders.includes(dirname(path));
  if (!onPath && !isInside(question.cwd, path)) {
    return `“${program}” lies outside the working folder and PATH; name the program without a path.`;
  }
  const real = followed(path);
  if (real !== null && isNever(basename(real))) {
    return `“${program}” is a link to “${basename(real)}”, which is never allowed.`;
  }
  return null;
}

function judgeRest(
  program: string,
  rest: readonly string[],
  question: PolicyQuestion,
): string | null {
  const name = ruleName(basename(program));
  const rule = PROGRAM_RULES[name];
  if (rule === undefined) return null;
  const verdict = judgeArguments({ name, rule, args: rest, cwd: question.cwd });
  if (verdict.kind === 'refused') return verdict.reason;
  return verdict.kind === 'launches' ? findRefusal({ ...question, argv: verdict.argv }) : null;
}

/** python3.12 → python, node24 → node, but sqlite3 stays. */
function ruleName(name: string): string {
  return name in PROGRAM_RULES ? name : name.replace(/[\d.]+$/, '');
}

function isNever(name: string): boolean {
  const bare = name.toLowerCase().replace(/\.exe$/, '');
  return NEVER_PROGRAMS.includes(bare) || NEVER_PROGRAMS.includes(bare.replace(/[-\d.]+$/, ''));
}

function followed(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
