/**
 * Longest a question waits for the embedding model, ms: a model that lies in memory answers in a
 * tenth of it.
 */
const PATIENCE_MS = 1500;

/**
 * Asks for vectors of questions, but never for long and never in vain: null when the asking fails
 * or is late. While an answer is late, further questions get null at once.
 */
export function askPatiently(
  ask: (text: string, model: string) => Promise<Float32Array | null>,
  patienceMs = PATIENCE_MS,
): (text: string, model: string) => Promise<Float32Array | null> {
  const late = new Set<Promise<unknown>>();
  return async (text, model) => {
    if (late.size > 0) return null;
    // A thread that died or stops is reported elsewhere; the answer is then ranked by words alone.
    const asked = ask(text, model).catch(() => null);
    const limit = Promise.withResolvers<null>();
    const timer = setTimeout(() => {
      late.add(asked);
      void asked.then(() => late.delete(asked));
      limit.resolve(null);
    }, patienceMs);
    return Promise.race([asked, limit.promise]).finally(() => clearTimeout(timer));
  };
}
