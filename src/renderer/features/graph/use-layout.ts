import { useEffect, useMemo, useState } from 'react';
import { elkLayout, MOST_FOR_ELK } from './elk-layout.ts';
import type { GraphTask, Position } from './graph-task.ts';
import { layeredLayout } from './layered-layout.ts';

/** Where the tasks stand. Depends on the wiring only: a status change never moves a node. */
export function useLayout(tasks: readonly GraphTask[]): Map<string, Position> {
  const wiring = JSON.stringify(tasks.map(({ id, deps, lane }) => ({ id, deps, lane })));
  const quick = useMemo(
    () => layeredLayout(JSON.parse(wiring) as Pick<GraphTask, 'id' | 'deps' | 'lane'>[]),
    [wiring],
  );
  const [fine, setFine] = useState<{ wiring: string; positions: Map<string, Position> } | null>(
    null,
  );
  useEffect(() => {
    const wired = JSON.parse(wiring) as GraphTask[];
    if (wired.length === 0 || wired.length > MOST_FOR_ELK) return;
    let isCurrent = true;
    elkLayout(wired).then(
      (positions) => (isCurrent ? setFine({ wiring, positions }) : undefined),
      (error: unknown) => console.warn('The fine layout failed; the quick one stays.', error),
    );
    return () => {
      isCurrent = false;
    };
  }, [wiring]);
  return fine?.wiring === wiring ? fine.positions : quick;
}
