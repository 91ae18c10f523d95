/**
 * Local names that Ruby has seen assigned so far; blocks see those around them, methods and classes
 * start anew.
 */
export class RubyScope {
  readonly #names = new Set<string>();
  readonly #around: RubyScope | null;
  /** Names that a block assigns and that live outside of it. */
  readonly outer = new Set<string>();

  constructor(around: RubyScope | null = null) {
    this.#around = around;
  }

  has(name: string): boolean {
    return this.#names.has(name) || (this.#around?.has(name) ?? false);
  }

  /** Notes an assignment: to the name around, if there is one, else a new one here. */
  assign(name: string): void {
    if (this.#names.has(name)) return;
    if (this.#around?.has(name) === true) {
      this.outer.add(name);
      this.#around.assign(name);
    } else this.#names.add(name);
  }

  /** Notes a parameter, which hides any name around. */
  declare(name: string): void {
    this.#names.add(name);
  }
}
