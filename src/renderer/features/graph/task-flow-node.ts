import type { Node } from '@xyflow/react';
import type { GraphTask } from './graph-task.ts';

export type TaskFlowNode = Node<
  { task: GraphTask; onSelect: (id: string) => void; selected: boolean },
  'task'
>;
