import type { LoadedFile } from './loaded-file.ts';

/** The files of a program by number and path, and what is known beside their facts. */
export class ProgramFiles {
  /** By number; absent ones are no longer there. */
  readonly all: (LoadedFile | undefined)[] = [];
  /** How many files belong to a package. */
  readonly packages = new Map<string, number>();
  /** Text of configuration files by path. */
  readonly configurations = new Map<string, string>();
  readonly #ids = new Map<string, number>();

  get count(): number {
    let count = 0;
    for (const file of this.all) if (file !== undefined) count++;
    return count;
  }

  /** A path keeps its number, also while there is no such file. */
  number(path: string): number {
    const known = this.#ids.get(path);
    if (known !== undefined) return known;
    this.#ids.set(path, this.#ids.size);
    return this.#ids.size - 1;
  }

  has(path: string): boolean {
    return this.at(path) !== undefined;
  }

  at(path: string): LoadedFile | undefined {
    const id = this.#ids.get(path);
    return id === undefined ? undefined : this.all[id];
  }
}
