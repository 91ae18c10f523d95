import type { Language } from '../conventions.ts';
import { type FileFacts, Op } from '../facts.ts';
import { findForwards } from './find-forwards.ts';
import type { Names } from './names.ts';
import { findPassedThrough, type PassedThrough } from './passed-through.ts';
import type { Values } from './values.ts';

/** Where the names of a file's module come from. */
interface ModuleNames {
  /** Names that are stored in the module object by a plain statement. */
  readonly slots: ReadonlySet<number>;
  /** Names of the module that only hand on an import. */
  readonly forwards: ReadonlyMap<number, number>;
  /** Imports of everything: `from m import *`, `export * from`. */
  readonly stars: readonly number[];
}

/** What the last solve made of a file. */
interface SolvedFile {
  /** What the file contributes: cell, value, rank, three numbers each. */
  given: Int32Array;
  /** Cells it has read, also in vain. */
  read: Int32Array;
  /** Fingerprint of its edges. */
  edges: number;
}

/**
 * A file of the program with its strings and objects numbered, and what the last solve made of it.
 */
export interface LoadedFile {
  readonly id: number;
  readonly facts: FileFacts;
  readonly language: Language;
  /** Name of one of the file's strings. */
  name(string: number): number;
  /** Value of each of the file's objects. */
  readonly objects: Int32Array;
  readonly module: ModuleNames;
  /** Names defined in the body of the class with this object index. */
  members(object: number): ReadonlySet<number>;
  readonly passedThrough: PassedThrough;
  readonly solved: SolvedFile;
}

export function loadFile(
  id: number,
  facts: FileFacts,
  language: Language,
  values: Values,
): LoadedFile {
  const name = nameStrings(facts, values.names, language);
  const members = new Map<number, ReadonlySet<number>>();
  return {
    id,
    facts,
    language,
    name,
    objects: Int32Array.from(facts.objects, (object) =>
      values.object(`${facts.path}#${object.key}`, object.kind),
    ),
    module: {
      slots: moduleSlots(facts, name),
      forwards: findForwards(facts, name),
      stars: facts.imports.flatMap((fact, index) => (fact.name === '*' ? [index] : [])),
    },
    members(object) {
      const known = members.get(object);
      if (known !== undefined) return known;
      const declared = facts.objects[object]?.class?.members ?? [];
      const found = new Set(declared.map((member) => values.names.intern(member)));
      members.set(object, found);
      return found;
    },
    passedThrough: findPassedThrough(facts),
    solved: { given: new Int32Array(), read: new Int32Array(), edges: 0 },
  };
}

/**
 * Interns the file's strings when they are first needed: many are only read by people. In
 * JavaScript `o.a` and `o['a']` are the same, so the brackets around keys are taken off.
 */
function nameStrings(
  facts: FileFacts,
  names: Names,
  language: Language,
): (string: number) => number {
  const membersAreElements = language.modules === 'javascript';
  const known = new Int32Array(facts.strings.length).fill(-1);
  return (string) => {
    const name = known[string] as number;
    if (name >= 0) return name;
    let text = facts.strings[string] ?? '';
    if (membersAreElements && text.startsWith('[') && text.endsWith(']')) text = text.slice(1, -1);
    return (known[string] = names.intern(text));
  };
}

function moduleSlots(facts: FileFacts, name: (string: number) => number): Set<number> {
  const found = new Set<number>();
  const module = facts.objects[0]?.variable ?? -1;
  for (let at = 0; at < facts.code.length; at += 4)
    if (facts.code[at] === Op.store && facts.code[at + 1] === module)
      found.add(name(facts.code[at + 2] as number));
  return found;
}
