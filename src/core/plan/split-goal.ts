import { parsePrd } from './parse-prd.ts';
import type { Requirement } from './parse-prd.ts';

/**
 * The requirements a goal states: its bullets when it is a list, else the goal as one. Empty for an
 * empty goal.
 */
export function splitGoal(goal: string): Requirement[] {
  const listed = parsePrd(`## Requirements\n\n${bulletLines(goal)}`).functional;
  if (listed.length > 0) return listed;
  const text = goal.replaceAll(/\s+/g, ' ').trim();
  return text === '' ? [] : [{ text, details: [] }];
}

/** From the first bullet on: what stands before a list introduces it. */
function bulletLines(goal: string): string {
  const lines = goal.split('\n');
  const first = lines.findIndex((line) => /^\s*(?:[-*+•]|\d{1,4}[.)])\s+\S/.test(line));
  return first === -1 ? '' : lines.slice(first).join('\n');
}
