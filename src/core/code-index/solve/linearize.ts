/**
 * C3 linearization: the order in which Python looks through a class and its bases. `orders` are the
 * linearizations of the bases, followed by the list of the bases themselves. Where no consistent
 * order exists, the first class left over is taken.
 */
export function mergeOrders(orders: readonly (readonly number[])[]): number[] {
  const merge = new Merge(orders);
  const merged: number[] = [];
  for (let next = merge.take(); next >= 0; next = merge.take()) merged.push(next);
  return merged;
}

/** Lists that are taken off from their heads. */
class Merge {
  readonly #orders: readonly (readonly number[])[];
  readonly #heads: number[];
  readonly #taken = new Set<number>();
  /** In how many lists a class stands behind the head. */
  readonly #behind = new Map<number, number>();

  constructor(orders: readonly (readonly number[])[]) {
    this.#orders = orders;
    this.#heads = orders.map(() => 0);
    for (const order of orders) for (const value of order.slice(1)) this.#count(value, 1);
  }

  /** The next class of the merged order; -1 at its end. */
  take(): number {
    const heads = this.#orders.flatMap((order, list) => order[this.#heads[list] ?? 0] ?? []);
    const next = heads.find((head) => this.#behind.get(head) === undefined) ?? heads[0] ?? -1;
    if (next < 0) return -1;
    this.#taken.add(next);
    this.#orders.forEach((order, list) => {
      if (order[this.#heads[list] ?? 0] === next) this.#advance(order, list);
    });
    return next;
  }

  /** Moves the head of a list to the next class that was not taken. */
  #advance(order: readonly number[], list: number): void {
    for (let at = (this.#heads[list] ?? 0) + 1; ; at++) {
      this.#heads[list] = at;
      const value = order[at];
      if (value === undefined) return;
      this.#count(value, -1);
      if (!this.#taken.has(value)) return;
    }
  }

  #count(value: number, by: number): void {
    const count = (this.#behind.get(value) ?? 0) + by;
    if (count === 0) this.#behind.delete(value);
    else this.#behind.set(value, count);
  }
}
