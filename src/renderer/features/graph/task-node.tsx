import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { StatusMark } from '../../ui/status-mark.tsx';
import type { TaskFlowNode } from './task-flow-node.ts';

/** One task: shape and colour say the status, the second line says where and how long. */
export const TaskNode = memo(function TaskNode({ data }: NodeProps<TaskFlowNode>) {
  const { task, onSelect, selected } = data;
  const name = `${task.title}, ${task.lane}, ${task.visual.label}${task.synthetic ? ', synthetic' : ''}`;
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <button
        type="button"
        className="task-node nopan"
        data-tone={task.visual.tone}
        data-synthetic={task.synthetic || undefined}
        aria-label={name}
        aria-pressed={selected}
        title={`${task.title}: ${task.visual.label}`}
        onClick={() => onSelect(task.id)}
      >
        <span className="task-node-line">
          <StatusMark visual={task.visual} />
          <span className="clip task-node-title">{task.title}</span>
        </span>
        <span className="task-node-line muted">
          <span className="clip">{task.synthetic ? `${task.lane} · synthetic` : task.lane}</span>
          <span className="task-node-detail">{task.detail}</span>
        </span>
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
});
