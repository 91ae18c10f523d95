import type { StatusVisual } from '#shared/present/status-visual.ts';

/** What a node of the task graph shows, whether the task is planned or runs. */
export interface GraphTask {
  id: string;
  title: string;
  lane: string;
  /** Right end of the second line: a duration, a band, why it waits. */
  detail: string;
  deps: readonly string[];
  visual: StatusVisual;
  synthetic: boolean;
}

export interface Position {
  x: number;
  y: number;
}

export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 46;
