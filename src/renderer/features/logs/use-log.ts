import type { LogLine } from '#shared/contract/pas-schemas.ts';
import { useEffect, useState } from 'react';
import type { AllClients } from '#shared/contract/contract.ts';
import { useClients } from '../../data/clients-context.ts';
import { appendLines } from './log-buffer.ts';

const FIRST_TAIL = 2000;
const RETRY_MS = 1000;

interface Source {
  run_id: string;
  task_id?: string;
}

interface Log {
  lines: readonly LogLine[];
  error: unknown;
  isPending: boolean;
}

/**
 * The tail of a run's or task's output, then every line as it is written, resumed after a cut. Give
 * the component a key per source.
 */
export function useLog(runId: string, taskId: string | null): Log {
  const { pas } = useClients();
  const [log, setLog] = useState<Log>({ lines: [], error: null, isPending: true });
  useEffect(() => {
    const abort = new AbortController();
    const source = taskId === null ? { run_id: runId } : { run_id: runId, task_id: taskId };
    const take = frameBatch<LogLine>((more) =>
      setLog((last) => ({ ...last, lines: appendLines(last.lines, more), isPending: false })),
    );
    followLog(pas, source, take, abort.signal).catch((error: unknown) =>
      setLog((last) => ({ ...last, error, isPending: false })),
    );
    return () => abort.abort();
  }, [pas, runId, taskId]);
  return log;
}

async function followLog(
  pas: AllClients['pas'],
  source: Source,
  take: (lines: readonly LogLine[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const { lines, next } = await pas.runLogs({ ...source, tail: FIRST_TAIL });
  let after = next;
  if (!signal.aborted) take(lines);
  while (!signal.aborted) {
    try {
      for await (const line of pas.followLogs({ ...source, after }, signal)) {
        after = line.offset;
        take([line]);
      }
    } catch (error) {
      if (!signal.aborted) console.warn('The log stream broke; it will be resumed.', error);
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** Hands over what came within one frame at once. */
function frameBatch<T>(flush: (values: readonly T[]) => void): (values: readonly T[]) => void {
  let waiting: T[] | null = null;
  return (values) => {
    if (waiting !== null) {
      waiting.push(...values);
      return;
    }
    waiting = [...values];
    requestAnimationFrame(() => {
      const ready = waiting ?? [];
      waiting = null;
      flush(ready);
    });
  };
}
