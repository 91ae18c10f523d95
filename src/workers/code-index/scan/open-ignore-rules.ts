import { AppError } from '#shared/errors.ts';
import { openIfThere } from '../../files/root-folder.ts';
import { GitRules } from './git-rules.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { PlainRules } from './plain-rules.ts';

/**
 * The one ignore rule, for what is scanned and what is watched. It is git's: git is asked. Where
 * there is no repository, and where git cannot answer, .gitignore files are read without it;
 * `report` then gets one sentence.
 */
export function openIgnoreRules(root: string, report: (sentence: string) => void): IgnoreRules {
  return isRepository(root) ? new RepositoryRules(root, report) : new PlainRules(root);
}

/** A root that is away is for the scan to report. */
function isRepository(root: string): boolean {
  using opened = openIfThere(root);
  return opened?.has('.git') === true;
}

class RepositoryRules implements IgnoreRules {
  readonly #root: string;
  readonly #report: (sentence: string) => void;
  readonly #git: GitRules;
  readonly #working = new Set<Promise<unknown>>();
  /** Stands in from the moment git failed until the rules are read again. */
  #plain: PlainRules | null = null;
  #reported = '';
  #isClosed = false;

  constructor(root: string, report: (sentence: string) => void) {
    this.#root = root;
    this.#report = report;
    this.#git = new GitRules(root);
  }

  get excludesFile(): string | null {
    return this.#git.excludesFile;
  }

  ignored(paths: readonly string[]): Promise<Set<string>> {
    return this.#ask((rules) => rules.ignored(paths));
  }

  shown(): Promise<ReadonlySet<string> | null> {
    return this.#ask((rules) => rules.shown());
  }

  renew(): Promise<void> {
    this.#plain = null;
    return this.#ask((rules) => rules.renew());
  }

  compareTracked(): Promise<boolean> {
    return this.#ask((rules) => rules.compareTracked());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#git.close();
    await Promise.allSettled(this.#working);
  }

  async #ask<T>(question: (rules: IgnoreRules) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new AppError('stopping', 'The ignore rules are closed.');
    if (this.#plain !== null) return question(this.#plain);
    const answer = question(this.#git);
    this.#working.add(answer);
    try {
      return await answer;
    } catch (error) {
      if (this.#isClosed) throw error;
      this.#giveUp(error);
      return await question((this.#plain ??= new PlainRules(this.#root)));
    } finally {
      this.#working.delete(answer);
    }
  }

  #giveUp(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    const sentence = `Git cannot list what it ignores in ${this.#root} (${why.split('\n', 1)[0]}), so its .gitignore files are read without git.`;
    if (sentence !== this.#reported) this.#report(sentence);
    this.#reported = sentence;
  }
}
