import type { Language } from '../conventions.ts';
import type { Form } from '../forms.ts';
import type { FactsBuilder } from './facts-builder.ts';
import type { Frame, Scope } from './scope.ts';
import type { Survey } from './survey.ts';

/** What is known of names beyond the scope they stand in. */
interface NamesOfFile {
  readonly survey: Survey;
  /** The package the file declares, as written; '' for none. */
  namespace: string;
  /** Whether a star import of a class's static members may explain a bare name. */
  readonly hasStaticStars: boolean;
  /** One variable for each name that means something outside the file. */
  readonly free: Map<string, number>;
}

/** What the statements around say of the one that is being run. */
interface StatementPlace {
  /** Inside `if TYPE_CHECKING`: imports there load nothing. */
  isTypeOnly: boolean;
  /** Decorators that stand before the definition they belong to. */
  decorators: Form[];
  /**
   * Takes the values of the block that is being run for its value; -1 when it is run for its
   * effects.
   */
  blockValue: number;
}

/** What types get outside of their body; applied when the whole file is known. */
interface PendingParts {
  readonly bases: { owner: string; ownerVariable: number; base: number; line: number }[];
  /** Names of methods. */
  readonly members: { owner: string; names: ReadonlySet<string> }[];
}

/**
 * What every part of the lowering works on: the file, where in it we are, and the way back into
 * statements and expressions.
 */
export interface Lowering {
  readonly facts: FactsBuilder;
  readonly text: string;
  readonly language: Language;
  scope: Scope;
  frame: Frame;
  readonly names: NamesOfFile;
  readonly statement: StatementPlace;
  readonly pending: PendingParts;
  /** Lowers an expression and returns the variable of its value; -1 when it is not followed. */
  evaluate(form: Form): number;
  /** Lowers a statement. */
  run(form: Form): void;
}

/** Runs statements in order; groups and unknown forms are looked through. */
export function runAll(lowering: Lowering, forms: readonly Form[]): void {
  for (const form of forms) lowering.run(form);
}
