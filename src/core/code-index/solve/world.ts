import type { Language } from '../conventions.ts';
import type { ClassFact, FunctionFact, ObjectFact } from '../facts.ts';
import type { BuiltinNames } from './builtins/builtin-names.ts';
import { Cells } from './cells.ts';
import { Ints } from './ints.ts';
import type { LoadedFile } from './loaded-file.ts';
import { Names, Slots } from './names.ts';
import type { SolveLevel } from './types.ts';
import { Value, Values } from './values.ts';

/** From names in scope to everything; each level has those before it. */
const LEVELS: readonly SolveLevel[] = ['scope', 'import', 'class', 'type', 'full'];

/** What lives as long as the program: numbered names and values, the cells, and the files. */
export class World {
  readonly names = new Names();
  readonly slots = new Slots(this.names);
  readonly values = new Values(this.names);
  readonly cells = new Cells();
  /**
   * Per cell the first node that reads it in the solve under way; -1 everywhere between solves. See
   * Solving.
   */
  readonly readerOfCell = new Ints(1024);
  readonly languages: ReadonlyMap<string, Language>;
  readonly level: SolveLevel;
  readonly files: (LoadedFile | undefined)[] = [];
  readonly #fileIds = new Map<string, number>();
  readonly packages = new Map<string, number>();
  readonly configurations = new Map<string, string>();

  /** What a language brings along. */
  readonly builtinsOf: (language: Language) => BuiltinNames | undefined;

  constructor(
    languages: ReadonlyMap<string, Language>,
    level: SolveLevel,
    builtinsOf: (language: Language) => BuiltinNames | undefined,
  ) {
    this.languages = languages;
    this.level = level;
    this.builtinsOf = builtinsOf;
  }

  /** Whether the solver may use what belongs to a level. */
  uses(level: SolveLevel): boolean {
    return LEVELS.indexOf(level) <= LEVELS.indexOf(this.level);
  }

  get fileCount(): number {
    let count = 0;
    for (const file of this.files) if (file !== undefined) count++;
    return count;
  }

  /** A path keeps its number, also while there is no such file. */
  numberFile(path: string): number {
    const known = this.#fileIds.get(path);
    if (known !== undefined) return known;
    this.#fileIds.set(path, this.#fileIds.size);
    return this.#fileIds.size - 1;
  }

  hasFile(path: string): boolean {
    return this.file(path) !== undefined;
  }

  file(path: string): LoadedFile | undefined {
    const id = this.#fileIds.get(path);
    return id === undefined ? undefined : this.files[id];
  }

  /** The file that defines an object now. */
  fileOf(object: number): LoadedFile | undefined {
    const id = this.values.file(object);
    return id < 0 ? undefined : this.files[id];
  }

  object(value: number): ObjectFact | undefined {
    if (this.values.kind(value) !== Value.object) return undefined;
    return this.fileOf(value)?.facts.objects[this.values.index(value)];
  }

  function(value: number): FunctionFact | undefined {
    return this.object(value)?.function;
  }

  class(value: number): ClassFact | undefined {
    return this.object(value)?.class;
  }
}
