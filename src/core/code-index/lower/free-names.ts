import { Op, Origin } from '../facts.ts';
import { readFromSourcing } from './add-import.ts';
import { readCommonName } from './javascript/commonjs.ts';
import type { Lowering } from './lowering.ts';
import type { Scope } from './scope.ts';

/** A name of no scope here: one of a namespace that `using` opened, or a free name. */
export function readOutside(lowering: Lowering, name: string): number {
  const opened: number[] = [];
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent)
    opened.push(...scope.opened);
  const free = readFreeName(lowering, name);
  if (opened.length === 0) return free;
  const { facts } = lowering;
  const either = facts.variable(Origin.import);
  facts.copy(either, free);
  for (const space of opened) facts.emit(Op.load, either, space, facts.string(name));
  return either;
}

/** A name that this file does not bind: star imports, package, builtins. */
export function readFreeName(lowering: Lowering, name: string): number {
  const known = lowering.names.free.get(name);
  if (known !== undefined) return known;
  const common = readCommonName(lowering, name);
  if (common >= 0) {
    lowering.names.free.set(name, common);
    return common;
  }
  const variable = lowering.facts.variable(Origin.import);
  lowering.facts.emit(Op.free, variable, lowering.facts.string(name));
  if (lowering.language.modules === 'bash') readFromSourcing(lowering, name, variable);
  lowering.names.free.set(name, variable);
  return variable;
}
