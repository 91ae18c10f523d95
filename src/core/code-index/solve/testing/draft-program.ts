import fc from 'fast-check';
import { Op } from '../../facts.ts';
import type { FileFacts } from '../../facts.ts';
import { DraftFile } from './draft-file.ts';

/** One statement of a drafted file; numbers pick operands among what exists, modulo their count. */
interface Step {
  kind: number;
  a: number;
  b: number;
  c: number;
}

const PATHS = ['a.py', 'b.py', 'c.py', 'd.py'];
const NAMES = ['f', 'g', 'K', 'run'];

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.nat(11),
  a: fc.nat(30),
  b: fc.nat(30),
  c: fc.nat(30),
});

/** What one file may say; the same draft gives the same facts. */
export const fileDraft = fc.array(step, { minLength: 2, maxLength: 20 });

export type FileDraft = readonly Step[];

/** A change of a drafted program: new text for one of the paths, or null to remove it. */
export const edit: fc.Arbitrary<{ path: string; draft: FileDraft | null }> = fc.record({
  path: fc.constantFrom(...PATHS),
  draft: fc.option(fileDraft, { freq: 4 }),
});

/** What has been drafted of a file so far. */
interface Drafted {
  file: DraftFile;
  variables: number[];
  callers: number[];
}

/**
 * Writes a file. Each takes two names from other files by the first steps' numbers, calls them,
 * hands them a function of its own, and calls what comes back; so what one file says is seen in
 * others. The steps then do anything.
 */
export function writeDraft(path: string, draft: FileDraft): FileFacts {
  const file = new DraftFile(path);
  const drafted: Drafted = { file, variables: [file.module], callers: [0] };
  for (const each of draft.slice(0, 2)) writeUse(drafted, each);
  for (const each of draft) statements[each.kind % statements.length]?.(drafted, each);
  return file.facts();
}

function writeUse({ file, variables, callers }: Drafted, { a, b, c }: Step): void {
  const own = file.define(`${nameOf(a)}${variables.length}`, ['p', 'q']);
  file.store(file.module, nameOf(a), own.variable);
  const taken = file.import(moduleOf(b), nameOf(c));
  const result = file.call(own.symbol, taken, [own.variable, own.parameters[0] ?? 0]);
  file.call(own.symbol, own.parameters[0] ?? 0, [result]);
  file.call(0, result);
  file.copy(own.result, c % 2 === 0 ? taken : result);
  file.store(file.module, nameOf(a + b), taken);
  callers.push(own.symbol);
  variables.push(own.variable, taken, result, ...own.parameters, own.result);
}

function pick(list: readonly number[], at: number): number {
  return list[at % list.length] ?? 0;
}

function nameOf(at: number): string {
  return NAMES[at % NAMES.length] ?? 'x';
}

function moduleOf(at: number): string {
  return (PATHS[at % PATHS.length] ?? '').replace('.py', '');
}

/** What a step may write, by its kind. */
const statements: ((drafted: Drafted, step: Step) => void)[] = [
  ({ file, variables, callers }, { a }) => {
    const made = file.define(`${nameOf(a)}${variables.length}`, ['p', 'q']);
    file.store(file.module, nameOf(a), made.variable);
    callers.push(made.symbol);
    variables.push(made.variable, ...made.parameters, made.result);
  },
  writeClass,
  ({ file, variables }, { a, b }) => variables.push(file.import(moduleOf(a), nameOf(b))),
  ({ file, variables }, { a, c }) =>
    variables.push(file.import(moduleOf(a), c % 3 === 0 ? '*' : '')),
  ({ file, variables }, { a, b }) => file.copy(pick(variables, a), pick(variables, b)),
  ({ file, variables }, { a, b }) => variables.push(file.load(pick(variables, a), nameOf(b))),
  ({ file, variables }, { a, b, c }) =>
    file.store(pick(variables, a), nameOf(b), pick(variables, c)),
  writeCall,
  writeCall,
  ({ file, variables, callers }, { a, b, c }) => {
    const [receiver, argument] = [pick(variables, a), pick(variables, b)];
    variables.push(file.method(pick(callers, c), receiver, nameOf(b), [argument]));
  },
  ({ file, variables }, { a, b }) => {
    const list = file.container('list', `[]${variables.length}`);
    file.store(list, b % 2 === 0 ? '*' : '[0]', pick(variables, a));
    variables.push(list);
  },
  ({ file, variables }, { a }) => {
    const free = file.variable();
    file.emit(Op.free, free, file.string(nameOf(a)));
    variables.push(free);
  },
];

function writeCall({ file, variables, callers }: Drafted, { a, b, c }: Step): void {
  variables.push(file.call(pick(callers, c), pick(variables, a), [pick(variables, b)]));
}

function writeClass({ file, variables, callers }: Drafted, { a, b, c }: Step): void {
  const bases = [pick(variables, b), pick(variables, c)].slice(0, b % 3);
  const methods = c % 2 === 0 ? ['run', '__init__'] : ['x', 'f'];
  const made = file.class(`${nameOf(a)}${variables.length}`, bases, methods);
  file.store(file.module, nameOf(a), made.variable);
  for (const method of made.methods) {
    callers.push(method.symbol);
    variables.push(...method.parameters, method.result);
  }
  variables.push(made.variable);
}
