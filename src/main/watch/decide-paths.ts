/**
 * Finds out of paths whether they are ignored: what was asked before at once, other paths together
 * with the next question.
 */
export interface PathDecisions {
  note(path: string): void;
  /** Resolves when everything noted before is decided. */
  settled(): Promise<void>;
  /** The rules changed: what was answered before means nothing now. */
  forget(): void;
}

// About a megabyte of paths; more of them than anybody has in hand.
const MOST_KNOWN = 10_000;

/**
 * One question at a time; paths noted meanwhile wait for the next one. A question that fails
 * decides that nothing is ignored: whoever looks at the path asks again.
 */
export function decidePaths(
  ask: (paths: readonly string[]) => Promise<ReadonlySet<string>>,
  decided: (path: string, isIgnored: boolean) => void,
): PathDecisions {
  let known = new Map<string, boolean>();
  const waiting = new Set<string>();
  let asking: Promise<void> | null = null;

  async function askAll(): Promise<void> {
    // Paths of one burst arrive one after the other in the same turn.
    await Promise.resolve();
    while (waiting.size > 0) {
      const paths = [...waiting];
      waiting.clear();
      const knownThen = known;
      const ignored = await ask(paths).catch(() => null);
      for (const path of paths) {
        const isIgnored = ignored?.has(path) ?? false;
        if (ignored !== null) remember(knownThen, path, isIgnored);
        decided(path, isIgnored);
      }
    }
    asking = null;
  }
  return {
    note(path) {
      const isIgnored = known.get(path);
      if (isIgnored !== undefined) decided(path, isIgnored);
      else {
        waiting.add(path);
        asking ??= askAll();
      }
    },
    async settled() {
      await asking;
    },
    forget() {
      known = new Map();
    },
  };
}

function remember(known: Map<string, boolean>, path: string, isIgnored: boolean): void {
  if (known.size === MOST_KNOWN) known.clear();
  known.set(path, isIgnored);
}
