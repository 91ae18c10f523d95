import type { ClassFact, FunctionFact, ObjectFact } from '../facts.ts';
import { Cells } from './cells.ts';
import type { LoadedFile } from './loaded-file.ts';
import { Names, Slots } from './names.ts';
import { ProgramFiles } from './program-files.ts';
import type { SolveSettings } from './solve-settings.ts';
import { Value, Values } from './values.ts';

/** What lives as long as the program: numbered names and values, the cells, and the files. */
export class World {
  readonly names = new Names();
  readonly slots = new Slots(this.names);
  readonly values = new Values(this.names);
  readonly cells = new Cells();
  readonly files = new ProgramFiles();
  readonly settings: SolveSettings;

  constructor(settings: SolveSettings) {
    this.settings = settings;
  }

  /** The file that defines an object now. */
  fileOf(object: number): LoadedFile | undefined {
    const id = this.values.file(object);
    return id < 0 ? undefined : this.files.all[id];
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
