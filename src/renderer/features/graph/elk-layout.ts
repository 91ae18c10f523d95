import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';
import { type GraphTask, NODE_HEIGHT, NODE_WIDTH, type Position } from './graph-task.ts';

/** Above this crossing minimisation takes longer than a person waits. */
export const MOST_FOR_ELK = 150;

const elk = new ELK({ workerFactory: () => new ElkWorker() });

const layoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '14',
  'elk.layered.spacing.nodeNodeBetweenLayers': '64',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'true',
  'elk.spacing.componentComponent': '28',
};

/** Positions with few crossings, computed in a worker of its own. */
export async function elkLayout(
  tasks: readonly Pick<GraphTask, 'id' | 'deps'>[],
): Promise<Map<string, Position>> {
  const known = new Set(tasks.map((task) => task.id));
  const laidOut: ElkNode = await elk.layout({
    id: 'root',
    layoutOptions,
    children: tasks.map(({ id }) => ({ id, width: NODE_WIDTH, height: NODE_HEIGHT })),
    edges: tasks.flatMap((task) =>
      task.deps
        .filter((dep) => known.has(dep))
        .map((dep) => ({ id: `${dep}→${task.id}`, sources: [dep], targets: [task.id] })),
    ),
  });
  return new Map((laidOut.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}
