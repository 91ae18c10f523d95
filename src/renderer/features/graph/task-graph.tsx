import {
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useNodesInitialized,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import '@xyflow/react/dist/base.css';
import { type GraphTask, NODE_HEIGHT, NODE_WIDTH, type Position } from './graph-task.ts';
import type { TaskFlowNode } from './task-flow-node.ts';
import { TaskNode } from './task-node.tsx';
import { useLayout } from './use-layout.ts';
import './task-graph.css';

interface Props {
  tasks: readonly GraphTask[];
  selectedId: string | null;
  onSelect: (id: string) => void;
}

const nodeTypes = { task: TaskNode };
const fit = { padding: 0.08, maxZoom: 1, minZoom: 0.55 };

/** The task graph: left to right by dependency, colour and shape by status. */
export function TaskGraph(props: Props) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({ tasks, selectedId, onSelect }: Props) {
  const positions = useLayout(tasks);
  const nodes = useMemo(
    () => tasks.map((task) => nodeOf(task, positions, { selectedId, onSelect })),
    [tasks, positions, selectedId, onSelect],
  );
  const edges = useMemo(() => edgesOf(tasks), [tasks]);
  const isMoved = useRef(false);
  useFitOnLayout(positions, isMoved);
  return (
    <div className="task-graph">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        onlyRenderVisibleElements={tasks.length > 150}
        minZoom={0.05}
        maxZoom={1.6}
        fitView
        onMoveStart={(event) => {
          if (event !== null) isMoved.current = true;
        }}
        fitViewOptions={fit}
        proOptions={{ hideAttribution: true }}
        aria-label="Task graph"
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
        <Controls showInteractive={false} position="bottom-right" fitViewOptions={fit} />
      </ReactFlow>
    </div>
  );
}

// Fits what is new to see, also after a change of the room, until a person has moved the view
// themselves.
function useFitOnLayout(positions: Map<string, Position>, isMoved: RefObject<boolean>): void {
  const { fitView } = useReactFlow();
  const isReady = useNodesInitialized();
  const room = useStore(({ width, height }) => `${width} × ${height}`);
  useEffect(() => {
    if (isReady && room !== '0 × 0' && positions.size > 0 && !isMoved.current) void fitView(fit);
  }, [positions, isReady, fitView, isMoved, room]);
}

function nodeOf(
  task: GraphTask,
  positions: Map<string, Position>,
  choice: { selectedId: string | null; onSelect: (id: string) => void },
): TaskFlowNode {
  return {
    id: task.id,
    type: 'task',
    position: positions.get(task.id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    // All are of one size; without it a later fit would wait for a measurement of the nodes.
    measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
    data: { task, onSelect: choice.onSelect, selected: task.id === choice.selectedId },
  };
}

function edgesOf(tasks: readonly GraphTask[]): Edge[] {
  const known = new Set(tasks.map((task) => task.id));
  return tasks.flatMap((task) =>
    task.deps
      .filter((dep) => known.has(dep))
      .map((dep) => ({
        id: `${dep}→${task.id}`,
        source: dep,
        target: task.id,
        className: task.visual.tone === 'running' ? 'edge-live' : '',
        markerEnd: {
          type: MarkerType.ArrowClosed,
          width: 14,
          height: 14,
          color: 'var(--line-strong)',
        },
      })),
  );
}
