import { IndexedHeap } from './indexed-heap.ts';
import type { Flow, Jumps, RunQueue } from './state.ts';

type QueueSlot = 'agingAt' | 'creditAt';
type Debt = 'agingDebt' | 'creditDebt';
type DebtSlot = 'agingDebtAt' | 'creditDebtAt';

/** Which field of queue and flow an index keeps, and how it orders queues. */
export interface JumpKind {
  slot: QueueSlot;
  debt: Debt;
  debtSlot: DebtSlot;
  isEmpty: (queue: RunQueue) => boolean;
  before: (a: RunQueue, b: RunQueue) => boolean;
}

/**
 * The queues of a lane from which a task may be taken ahead of its project's turn. A jump is a
 * loan: the project is out of the index until the lane's virtual time reaches the tag it jumped
 * from, that is, until its turn would have come anyway. So a project is never more than one jump
 * ahead of its share.
 */
export class JumpIndex implements Jumps {
  readonly #kind: JumpKind;
  readonly #queues: IndexedHeap<QueueSlot, RunQueue>;
  readonly #debtors: IndexedHeap<DebtSlot, Flow>;

  constructor(kind: JumpKind) {
    this.#kind = kind;
    this.#queues = new IndexedHeap<QueueSlot, RunQueue>(kind.slot, kind.before);
    this.#debtors = new IndexedHeap<DebtSlot, Flow>(
      kind.debtSlot,
      (a, b) => (a[kind.debt] ?? 0) < (b[kind.debt] ?? 0),
    );
  }

  peek(): RunQueue | undefined {
    return this.#queues.peek();
  }

  sync(queue: RunQueue): void {
    const belongs =
      queue.isActive && !this.#kind.isEmpty(queue) && queue.flow[this.#kind.debt] === null;
    if (!belongs) this.#queues.remove(queue);
    else if (this.#queues.has(queue)) this.#queues.update(queue);
    else this.#queues.push(queue);
  }

  lend(flow: Flow, tag: number): void {
    flow[this.#kind.debt] = tag;
    this.#debtors.push(flow);
    for (const queue of flow.active) this.sync(queue);
  }

  settle(virtualTime: number): void {
    for (;;) {
      const flow = this.#debtors.peek();
      if (flow === undefined || (flow[this.#kind.debt] ?? 0) > virtualTime) return;
      this.#debtors.remove(flow);
      flow[this.#kind.debt] = null;
      for (const queue of flow.active) this.sync(queue);
    }
  }
}
