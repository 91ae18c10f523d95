import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { AppError } from '#shared/errors.ts';
import { gitCommand, type GitSeat } from './run-git.ts';

/** Paths that wait for their answers in one process; their number bounds what a pipe holds. */
const CHUNK = 2000;
// With -v -n git says four fields for every path: source, line, pattern, path. Without, unmatched
// paths have no answer.
const FIELDS = 4;
const PATTERN = 2;
const SILENT_MS = 30_000;
const DEATHS = 3;
/** What git says before it ends over a path that is not of this work tree. */
const NOT_OURS = /beyond a symbolic link|is in submodule/;

export interface CheckIgnoreParts {
  view: GitSeat;
  /** File with the user's own rules. */
  excludesFile: string;
  /** Whether only a part of the tracked files is checked out. */
  isSparse: boolean;
}

interface Run {
  paths: readonly string[];
  ignored: Set<string>;
  answered: number;
  field: number;
  /** Beginning of a pattern that came without its end. */
  pattern: string;
}

/**
 * Asks a `git check-ignore` that stays: which paths do the rules name? It reads the rules when it
 * comes to their folder, so that one lives no longer than they are as they were. It reads no index,
 * because it would compare every path with all of it; that git ignores nothing it tracks is for the
 * caller to add. Only a sparse work tree needs the index: rules that are not checked out are read
 * from there.
 *
 * States: idle (no process) → running → idle, when it was closed or died. A death over a path
 * beyond a link or in a submodule answers that path with ignored; any other is tried again, three
 * times in a row.
 */
export class CheckIgnore {
  readonly #parts: CheckIgnoreParts;
  #child: ChildProcessWithoutNullStreams | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(parts: CheckIgnoreParts) {
    this.#parts = parts;
  }

  /** Whether it takes no more questions. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Those of the paths (relative to the root, no slash at the end) that the rules name. Asked one
   * after the other.
   */
  ask(paths: readonly string[]): Promise<Set<string>> {
    const answer = this.#last.then(() => this.#askAll(paths));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the process once what was asked is answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdin.end();
    await ended;
  }

  /** For tests that end the process from outside. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async #askAll(paths: readonly string[]): Promise<Set<string>> {
    const ignored = new Set<string>();
    let deaths = 0;
    for (let at = 0; at < paths.length;) {
      const chunk = paths.slice(at, at + CHUNK);
      const run: Run = { paths: chunk, ignored, answered: 0, field: 0, pattern: '' };
      const lastOutput = await this.#run(run);
      at += run.answered;
      if (lastOutput === null || run.answered > 0) deaths = 0;
      if (lastOutput === null) continue;
      if (NOT_OURS.test(lastOutput)) ignored.add(paths[at++] ?? '');
      else if ((deaths += 1) === DEATHS)
        throw new AppError('internal', `git check-ignore failed: ${lastOutput}`);
    }
    return ignored;
  }

  /**
   * Resolves with null when every path is answered, and with the process's last output when it died
   * before.
   */
  #run(run: Run): Promise<string | null> {
    const child = (this.#child ??= this.#spawn());
    return new Promise((resolve) => {
      let words = '';
      const silence = setTimeout(() => child.kill('SIGKILL'), SILENT_MS);
      const finish = (lastOutput: string | null): void => {
        clearTimeout(silence);
        child.stdout.off('data', receive).off('error', lose);
        child.stderr.off('data', collect);
        child.off('close', end).off('error', lose);
        resolve(lastOutput);
      };
      const receive = (text: string): void => {
        silence.refresh();
        takeFields(run, text);
        if (run.answered === run.paths.length) finish(null);
      };
      const collect = (text: string): void => void (words += text);
      const end = (): void => finish(words.trim() || 'it ended without an error message');
      const lose = (error: Error): void => finish(error.message);
      child.stdout.on('data', receive);
      child.stderr.on('data', collect);
      child.once('close', end).once('error', lose);
      child.stdin.write(run.paths.map((path) => `./${path}\0`).join(''));
    });
  }

  #spawn(): ChildProcessWithoutNullStreams {
    const { view, excludesFile, isSparse } = this.#parts;
    const { program, args, env } = gitCommand({
      view,
      args: ['check-ignore', ...(isSparse ? [] : ['--no-index']), '--stdin', '-z', '-v', '-n'],
      config: [`core.excludesFile=${excludesFile}`],
      // It refuses literal pathspecs; the `./` before every path keeps a leading colon from meaning
      // anything.
      env: { GIT_LITERAL_PATHSPECS: '0' },
    });
    const child = spawn(program, args, { cwd: view.cwd, env });
    const forget = (): void => {
      if (this.#child === child) this.#child = null;
    };
    child.once('exit', forget).once('error', forget);
    // The exit event reports its death; an error of its pipe adds nothing.
    child.stdin.on('error', () => undefined);
    // Names may be any bytes; only the pattern's first character is looked at.
    child.stdout.setEncoding('latin1');
    child.stderr.setEncoding('utf8');
    return child;
  }
}

/** Counts the answers in a piece of output, which may begin and end anywhere. */
function takeFields(run: Run, text: string): void {
  let from = 0;
  for (let end = text.indexOf('\0'); end !== -1; end = text.indexOf('\0', from)) {
    if (run.field === PATTERN) run.pattern += text.slice(from, end);
    from = end + 1;
    run.field += 1;
    if (run.field < FIELDS) continue;
    // A rule that takes something in again is named, too.
    const isNamed = run.pattern !== '' && !run.pattern.startsWith('!');
    if (isNamed) run.ignored.add(run.paths[run.answered] ?? '');
    run.answered += 1;
    run.field = 0;
    run.pattern = '';
  }
  if (run.field === PATTERN) run.pattern += text.slice(from);
}
