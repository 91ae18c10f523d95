import type { Language } from '../conventions.ts';
import type { BuiltinNames } from './builtins/builtin-names.ts';
import type { SolveLevel } from './types.ts';

/** From names in scope to everything; each level has those before it. */
const LEVELS: readonly SolveLevel[] = ['scope', 'import', 'class', 'type', 'full'];

/** By what rules a program is solved. */
export class SolveSettings {
  readonly languages: ReadonlyMap<string, Language>;
  readonly level: SolveLevel;
  /** What a language brings along. */
  readonly builtinsOf: (language: Language) => BuiltinNames | undefined;
  /** What following the values of a file with so many variables may cost; see give-up.ts. */
  readonly workBudget: (variables: number) => number;

  constructor(
    languages: ReadonlyMap<string, Language>,
    level: SolveLevel,
    builtinsOf: (language: Language) => BuiltinNames | undefined,
    workBudget: (variables: number) => number,
  ) {
    this.languages = languages;
    this.level = level;
    this.builtinsOf = builtinsOf;
    this.workBudget = workBudget;
  }

  /** Whether the solver may use what belongs to a level. */
  uses(level: SolveLevel): boolean {
    return LEVELS.indexOf(level) <= LEVELS.indexOf(this.level);
  }
}
