import { statfs } from 'node:fs/promises';

const TMPFS = 0x0102_1994;
const FULL = 0.98;

/** Remembers whether the private temporary folder of a sandboxed command was ever seen full. */
export class TemporaryWatch {
  readonly #sizeBytes: number;
  #wasFull = false;

  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
  }

  get wasFull(): boolean {
    return this.#wasFull;
  }

  /**
   * Looks at it by a process that lives in the sandbox; one that has not arrived there is passed
   * over.
   */
  async look(member: number): Promise<void> {
    const facts = await statfs(`/proc/${member}/root/tmp`).catch(() => null);
    if (facts?.type !== TMPFS || facts.blocks * facts.bsize !== this.#sizeBytes) return;
    if (facts.bfree < facts.blocks * (1 - FULL)) this.#wasFull = true;
  }
}
