/** One line of `vp doctor`. `optional` checks never make the command fail. */
export interface Check {
  name: string;
  status: 'ok' | 'failed' | 'optional';
  detail: string;
  /** What to do about it; null when there is nothing to do. */
  cure: string | null;
}

export function passed(name: string, detail: string): Check {
  return { name, status: 'ok', detail, cure: null };
}

export function failed(name: string, detail: string, cure: string): Check {
  return { name, status: 'failed', detail, cure };
}

/** Something that is not needed for the main job. */
export function optional(name: string, detail: string, cure: string | null): Check {
  return { name, status: 'optional', detail, cure };
}
