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

const PATHS = ['a.py', 'b.py', 'c.py', 'd.py', 'e.py'];
const NAMES = ['f', 'g', 'K', 'L', 'run', 'x'];

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.nat(11),
  a: fc.nat(30),
  b: fc.nat(30),
  c: fc.nat(30),
});

/** What one file may say; the same draft gives the same facts. */
export const fileDraft = fc.array(step, { minLength: 1, maxLength: 40 });

export type FileDraft = readonly Step[];

/** A change of a drafted program: new text for one of the paths, or null to remove it. */
export const edit: fc.Arbitrary<{ path: string; draft: FileDraft | null }> = fc.record({
  path: fc.constantFrom(...PATHS),
  draft: fc.option(fileDraft, { freq: 4 }),
});

export function writeDraft(path: string, draft: FileDraft): FileFacts {
  const file = new DraftFile(path);
  const variables = [file.module];
  const callers = [0];
  const pick = (list: readonly number[], at: number): number => list[at % list.length] ?? 0;
  const name = (at: number): string => NAMES[at % NAMES.length] ?? 'x';
  const module = (at: number): string => (PATHS[at % PATHS.length] ?? '').replace('.py', '');
  for (const { kind, a, b, c } of draft) {
    const [first, second] = [pick(variables, a), pick(variables, b)];
    switch (kind) {
      case 0: {
        const made = file.define(`${name(a)}${variables.length}`, ['p', 'q']);
        file.store(file.module, name(a), made.variable);
        callers.push(made.symbol);
        variables.push(made.variable, ...made.parameters, made.result);
        break;
      }
      case 1: {
        const made = file.class(
          `${name(a)}${variables.length}`,
          b % 3 === 0 ? [] : b % 3 === 1 ? [second] : [second, pick(variables, c)],
          c % 2 === 0 ? ['run', '__init__'] : ['x', 'f'],
        );
        file.store(file.module, name(a), made.variable);
        for (const method of made.methods) {
          callers.push(method.symbol);
          variables.push(...method.parameters, method.result);
        }
        variables.push(made.variable);
        break;
      }
      case 2:
        variables.push(file.import(module(a), name(b)));
        break;
      case 3:
        variables.push(file.import(module(a), c % 3 === 0 ? '*' : ''));
        break;
      case 4:
        file.copy(first, second);
        break;
      case 5:
        variables.push(file.load(first, name(b)));
        break;
      case 6:
        file.store(first, name(b), pick(variables, c));
        break;
      case 7:
      case 8:
        variables.push(file.call(pick(callers, c), first, [second]));
        break;
      case 9:
        variables.push(file.method(pick(callers, c), first, name(b), [second]));
        break;
      case 10: {
        const list = file.container('list', `[]${variables.length}`);
        file.store(list, b % 2 === 0 ? '*' : '[0]', first);
        variables.push(list);
        break;
      }
      default: {
        const free = file.variable();
        file.emit(Op.free, free, file.string(name(a)));
        variables.push(free);
      }
    }
  }
  return file.facts();
}
