/**
 * Binary heap whose items store their place (`item[slot]`, -1 when absent), so that any item can be
 * moved or removed in O(log n). One item may sit in several heaps under different slots.
 */
export class IndexedHeap<K extends string, T extends Record<K, number>> {
  readonly #items: T[] = [];
  readonly #slot: K;
  readonly #before: (a: T, b: T) => boolean;

  constructor(slot: K, before: (a: T, b: T) => boolean) {
    this.#slot = slot;
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  has(item: Record<K, number>): boolean {
    return item[this.#slot] >= 0;
  }

  values(): readonly T[] {
    return this.#items;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#place(item, this.#items.length - 1);
    this.#up(item);
  }

  /** Restores the order after the item's key changed. */
  update(item: T): void {
    this.#up(item);
    this.#down(item);
  }

  /** Takes the item out; nothing happens when it is absent. */
  remove(item: Record<K, number>): void {
    const at = item[this.#slot];
    if (at < 0) return;
    const last = this.#items.pop();
    this.#place(item, -1);
    if (last === undefined || last === item) return;
    this.#items[at] = last;
    this.#place(last, at);
    this.update(last);
  }

  pop(): T | undefined {
    const top = this.#items[0];
    if (top !== undefined) this.remove(top);
    return top;
  }

  /** Restores the order after many keys changed, in O(n). */
  rebuild(): void {
    for (let at = (this.#items.length >> 1) - 1; at >= 0; at--) {
      const item = this.#items[at];
      if (item !== undefined) this.#down(item);
    }
  }

  #place(item: Record<K, number>, at: number): void {
    item[this.#slot] = at;
  }

  #put(item: T, at: number): void {
    this.#items[at] = item;
    this.#place(item, at);
  }

  #up(item: T): void {
    let at: number = item[this.#slot];
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#items[above];
      if (parent === undefined || !this.#before(item, parent)) break;
      this.#put(parent, at);
      at = above;
    }
    this.#put(item, at);
  }

  #down(item: T): void {
    let at: number = item[this.#slot];
    for (;;) {
      const below = this.#firstChild(at);
      const child = this.#items[below];
      if (child === undefined || !this.#before(child, item)) break;
      this.#put(child, at);
      at = below;
    }
    this.#put(item, at);
  }

  #firstChild(at: number): number {
    const left = 2 * at + 1;
    const a = this.#items[left];
    const b = this.#items[left + 1];
    return a !== undefined && b !== undefined && this.#before(b, a) ? left + 1 : left;
  }
}
