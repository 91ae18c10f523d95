import type { CallSite } from '../call-site.ts';

const HEAD = 11;

/** Reads the call at an offset that writeCall returned. */
export function readCall(calls: Int32Array, offset: number): CallSite {
  const at = (index: number): number => calls[offset + index] ?? -1;
  const argumentCount = at(9);
  const keywordsAt = HEAD + argumentCount;
  return {
    line: at(0),
    column: at(1),
    caller: at(2),
    callee: at(3),
    receiver: at(4),
    property: at(5),
    result: at(6),
    text: at(7),
    isNew: (at(8) & 1) !== 0,
    isImplied: (at(8) & 2) !== 0,
    isSupposed: (at(8) & 4) !== 0,
    arguments: Array.from({ length: argumentCount }, (_, n) => {
      const packed = at(HEAD + n);
      return { variable: packed >> 1, isSpread: (packed & 1) === 1 };
    }),
    keywords: Array.from({ length: at(10) }, (_, n) => ({
      name: at(keywordsAt + 2 * n),
      variable: at(keywordsAt + 2 * n + 1),
    })),
  };
}
