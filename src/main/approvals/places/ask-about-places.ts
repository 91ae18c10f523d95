import { connectAction } from '#core/places/connect-action.ts';
import { formatPlace, readPlace } from '#core/places/read-place.ts';
import { countOf } from '#shared/present/format-count.ts';
import type { Payload } from '#shared/payload.ts';
import type { Place } from '#shared/messages/place.ts';
import type { Kpi } from '../../db/kpis.ts';
import type { Reads } from '../../db/reads.ts';
import type { RunStage } from '../../db/runs.ts';
import type { TaskRow } from '../../db/tasks.ts';
import type { Tx } from '../../db/transactions.ts';
import type { Settings } from '../../dispatch/spine.ts';
import { ownPorts } from '../../http/own-ports.ts';
import { askOnce } from '../ask-once.ts';

/** More would not be read; the next measurement names what is missing then. */
const MOST_ASKED = 4;

/**
 * Asks, for a run in review, about each place that its tests could not reach, once. What cannot be
 * approved is not asked about.
 */
export function askAboutPlaces(
  tx: Tx,
  spine: Settings,
  row: Pick<RunStage, 'run_id' | 'project_id'>,
  tasks: readonly TaskRow[],
): void {
  const run = { runId: row.run_id, projectId: row.project_id };
  for (const { task, repo, place, tests } of missing(tx.read, run.runId, tasks).slice(
    0,
    MOST_ASKED,
  )) {
    const connect = formatPlace(place);
    const asked = {
      kind: 'connect' as const,
      action: connectAction(repo, place),
      question: `${countOf(tests, 'test')} could not reach ${connect}. May the test, lint and build commands of this repository connect there, and nowhere else? They run again then.`,
      shown: { argv: [], repo, lane: task.lane, connect },
      task,
    };
    askOnce(tx, spine, asked, run);
  }
}

interface Missing {
  task: TaskRow;
  repo: string;
  place: Place;
  /** How many tests it stopped. */
  tests: number;
}

function missing(read: Reads, runId: string, tasks: readonly TaskRow[]): Missing[] {
  const places = read.worktrees.listOfRun(runId);
  const found = new Map<string, Missing>();
  for (const kpi of read.kpis.currentOfRun(runId)) {
    const task = tasks.find(({ task_id: id }) => id === kpi.taskId) ?? tasks[0];
    if (task === undefined || kpi.state === 'pass') continue;
    const named = (JSON.parse(task.payload) as Payload).repo;
    const repo = (places.find((one) => one.repo === named) ?? places[0])?.repo;
    if (repo === undefined) continue;
    for (const place of placesOf(kpi)) {
      const key = `${formatPlace(place)} ${repo}`;
      const known = found.get(key) ?? { task, repo, place, tests: 0 };
      found.set(key, { ...known, tests: known.tests + 1 });
    }
  }
  return [...found.values()];
}

function placesOf({ evidence }: Kpi): Place[] {
  return (evidence?.needs_environment ?? []).flatMap(({ place }) => {
    const read = readPlace(place);
    const isOwn = read.kind === 'place' && ownPorts.has(read.place.port);
    return read.kind === 'place' && !isOwn ? [read.place] : [];
  });
}
