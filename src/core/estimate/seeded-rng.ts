import type { Rng } from '../ports.ts';

/**
 * Repeatable randomness: the same seed gives the same numbers on every machine. sfc32 by Chris
 * Doty-Humphrey (PractRand), its three words filled from the seed by splitmix32; the first twelve
 * outputs are dropped to mix them. Any finite seed will do; it is taken modulo 2^32. Not for
 * secrets.
 */
export function seededRng(seed: number): Rng {
  const fill = splitmix32(seed);
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let dropped = 0; dropped < 12; dropped += 1) next();
  return { next };
}

/** A draw from the standard normal distribution (Box–Muller, one of the pair). */
export function drawNormal(rng: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng.next()));
  return radius * Math.cos(2 * Math.PI * rng.next());
}

/** A copy in random order (Fisher–Yates). */
export function shuffle<T>(items: readonly T[], rng: Rng): T[] {
  const shuffled = [...items];
  for (let end = shuffled.length - 1; end > 0; end -= 1) {
    const pick = Math.floor(rng.next() * (end + 1));
    const [taken] = shuffled.splice(pick, 1, shuffled[end] as T);
    shuffled[end] = taken as T;
  }
  return shuffled;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
