import { type FileFacts, Op } from '../facts.ts';

/** Stands for the receiver among the parameters that a function returns. */
export const RECEIVER = -1;

/**
 * What a function merely hands back: parameters that it returns as they came (`return wrapper`,
 * `return self`).
 *
 * All callers of a function share its variables, so each caller of an identity function would get
 * back what all callers put in. Such a return is therefore taken out of the function, and each call
 * is connected from its argument to its own result.
 */
export interface PassedThrough {
  /** Per object index the parameter positions handed back. */
  parameters: ReadonlyMap<number, readonly number[]>;
  /** Offsets of the copy instructions that were taken out. */
  cut: ReadonlySet<number>;
}

export function findPassedThrough(facts: FileFacts): PassedThrough {
  const owners = new Map<number, number>();
  facts.objects.forEach((object, index) => {
    if (object.function !== undefined) owners.set(object.function.result, index);
  });
  const parameters = new Map<number, number[]>();
  const cut = new Set<number>();
  for (let at = 0; at < facts.code.length; at += 4) {
    if (facts.code[at] !== Op.copy) continue;
    const index = owners.get(facts.code[at + 1] as number);
    const fact = index === undefined ? undefined : facts.objects[index]?.function;
    if (index === undefined || fact === undefined) continue;
    const source = facts.code[at + 2] as number;
    const position =
      source === fact.self
        ? RECEIVER
        : fact.parameters.findIndex(
            ({ variable, kind }) => variable === source && kind === 'positional',
          );
    if (position === RECEIVER && source !== fact.self) continue;
    cut.add(at);
    const known = parameters.get(index);
    if (known === undefined) parameters.set(index, [position]);
    else if (!known.includes(position)) known.push(position);
  }
  return { parameters, cut };
}
