import { LogLines } from '../logs/log-lines.tsx';
import { useLog } from '../logs/use-log.ts';

/** The end of the task's own output, tailing. */
export function TaskLog({ runId, taskId }: { runId: string; taskId: string }) {
  const log = useLog(runId, taskId);
  return (
    <section className="drawer-section drawer-log" aria-label="Log of the task">
      <h3 className="drawer-label">Log</h3>
      {log.lines.length === 0 ? (
        <p className="panel-none">{log.isPending ? 'Loading…' : 'No output yet.'}</p>
      ) : (
        <LogLines lines={log.lines} label="Task log" />
      )}
    </section>
  );
}
