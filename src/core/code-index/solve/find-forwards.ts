import { type FileFacts, Op } from '../facts.ts';

/** Instructions whose first operand is not given a value by them. */
const NO_TARGET: ReadonlySet<number> = new Set([
  Op.store,
  Op.storeKey,
  Op.merge,
  Op.read,
  Op.declare,
  Op.write,
  Op.positions,
]);

/**
 * Names of a module that only hand on an import: `export { a } from './b'`, `from .impl import A`
 * in a package. Name → import. What they mean can be looked up where they lead, however long the
 * chain, without following values through every module between.
 */
export function findForwards(
  facts: FileFacts,
  name: (string: number) => number,
): ReadonlyMap<number, number> {
  const importOf = findImportVariables(facts);
  const forwards = new Map<number, number>();
  const module = facts.objects[0]?.variable ?? -1;
  for (let at = 0; at < facts.code.length; at += 4) {
    if (facts.code[at] !== Op.store || facts.code[at + 1] !== module) continue;
    const slot = name(facts.code[at + 2] ?? -1);
    const index = importOf.get(facts.code[at + 3] ?? -1) ?? -1;
    const known = forwards.get(slot);
    forwards.set(slot, known === undefined || known === index ? index : -1);
  }
  for (const [slot, index] of forwards) if (index < 0) forwards.delete(slot);
  return forwards;
}

/** Variables that hold an import and nothing else. */
function findImportVariables({ code }: FileFacts): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = 0; at < code.length; at += 4)
    if (code[at] === Op.import) found.set(code[at + 1] ?? -1, code[at + 2] ?? -1);
  for (let at = 0; at < code.length; at += 4) {
    const operation = code[at] ?? 0;
    if (operation !== Op.import && !NO_TARGET.has(operation)) found.delete(code[at + 1] ?? -1);
  }
  return found;
}
