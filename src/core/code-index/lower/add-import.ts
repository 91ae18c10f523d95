import { type ImportFact, Op, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import { hasFlag, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';

/** Adds an import and returns the variable of what it brings. */
export function addImport(
  lowering: Lowering,
  form: Form,
  fact: Pick<ImportFact, 'source' | 'name'>,
): number {
  const { facts, frame } = lowering;
  const isTypeOnly = lowering.statement.isTypeOnly || hasFlag(form, 'type');
  const index =
    facts.imports.push({
      ...fact,
      from: frame.symbol,
      line: form.line,
      isReexport: hasFlag(form, 'reexport'),
      isTypeOnly,
    }) - 1;
  const variable = facts.variable(Origin.import);
  facts.emit(Op.import, variable, index);
  return variable;
}

export function moduleVariable(lowering: Lowering): number {
  return lowering.facts.objects[0]?.variable ?? -1;
}

/** A name written in full where it is used, as an import of it would mean. */
export function readWholeName(lowering: Lowering, form: Form): number {
  const source = textOf(lowering.text, form);
  const key = `whole ${source}`;
  const known = lowering.names.free.get(key);
  if (known !== undefined) return known;
  const variable = addImport(lowering, form, { source, name: '' });
  lowering.names.free.set(key, variable);
  return variable;
}

/** The slot of a shell script's module that holds the scripts which source it. */
export const SOURCED_BY = '()sourced';

/** What a name means in the scripts that source this one. */
export function readFromSourcing(lowering: Lowering, name: string, into: number): void {
  const { facts, names } = lowering;
  let scripts = names.free.get(SOURCED_BY) ?? -1;
  if (scripts < 0) {
    scripts = facts.load(moduleVariable(lowering), SOURCED_BY, Origin.import);
    names.free.set(SOURCED_BY, scripts);
  }
  facts.emit(Op.load, into, scripts, facts.string(name));
}
