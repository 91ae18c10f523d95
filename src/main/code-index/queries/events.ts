import type { Output } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import type { CodeIndexes } from '../index-service.ts';
import { createSleeper } from '../../streams/sleeper.ts';

type IndexEvent = Output<(typeof codeIndexContract)['indexEvents']>;

/**
 * The state of every index, then of each whenever it changed. A reader that is slower than the
 * changes gets the latest state of each index, not every one in between. Ends when the signal
 * aborts.
 */
export async function* followIndexes(
  indexes: CodeIndexes,
  signal: AbortSignal,
): AsyncGenerator<IndexEvent> {
  const waiting = new Map<string, IndexState>();
  for (const root of indexes.roots()) waiting.set(root, indexes.state(root));
  const sleeper = createSleeper((wake) => {
    return indexes.listen((state) => {
      waiting.set(state.root, state);
      wake();
    });
  }, signal);
  const sent = new Map<string, string>();
  try {
    while (!signal.aborted) {
      const states = [...waiting.values()];
      waiting.clear();
      for (const state of states) {
        const event = eventOf(state);
        const text = JSON.stringify(event);
        if (sent.get(state.root) === text) continue;
        sent.set(state.root, text);
        yield event;
      }
      if (waiting.size === 0) await sleeper.sleep();
    }
  } finally {
    sleeper.close();
  }
}

function eventOf(state: IndexState): IndexEvent {
  return {
    repo: state.root,
    state: state.state,
    fresh: state.fresh,
    done: state.progress?.done ?? 0,
    total: state.progress?.total ?? 0,
    generation: state.generation,
    alerts: state.alerts.length,
  };
}
