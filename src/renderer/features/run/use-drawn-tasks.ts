import type { RunTask } from '#shared/contract/pas-schemas.ts';
import { useEffect, useRef, useState } from 'react';
import { MOST_DRAWN, pickTasks } from '../graph/pick-tasks.ts';

/** A large graph changes its members this seldom, so that it can be looked at. */
const STAND_STILL_MS = 15_000;

/** The tasks the graph draws, with their present state; which ones changes only now and then. */
export function useDrawnTasks(
  tasks: readonly RunTask[],
  selectedId: string | null,
): readonly RunTask[] {
  const isLarge = tasks.length > MOST_DRAWN;
  const latest = useRef({ tasks, selectedId });
  const [drawn, setDrawn] = useState(() => idsOf(tasks, selectedId));
  useEffect(() => {
    latest.current = { tasks, selectedId };
  }, [tasks, selectedId]);
  useEffect(() => {
    if (!isLarge) return;
    const timer = setInterval(
      () => setDrawn(idsOf(latest.current.tasks, latest.current.selectedId)),
      STAND_STILL_MS,
    );
    return () => clearInterval(timer);
  }, [isLarge]);
  if (!isLarge) return tasks;
  return tasks.filter((task) => drawn.has(task.task_id) || task.task_id === selectedId);
}

function idsOf(tasks: readonly RunTask[], selectedId: string | null): ReadonlySet<string> {
  return new Set(pickTasks(tasks, selectedId).map((task) => task.task_id));
}
