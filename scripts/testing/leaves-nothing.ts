// Tests get a temporary folder of their own, and leave nothing in it.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemporaryOwner } from '../../src/shared/temporary-owner.ts';
import { ownerLives } from '../../src/workers/sandbox/process-tree.ts';

const MOST_NAMED = 10;
/** A browser that is killed leaves these; they go with the folder. */
const OF_BROWSERS = /^\.?org\.chromium\.|^playwright/i;

/** What tests left in a folder: by the beginning of the name, and how often. */
export function leftIn(root: string): string[] {
  // What an engine leaves that a test killed is removed by the next engine, if there is one.
  const left = readdirSync(root).filter((name) => {
    const owner = readTemporaryOwner(name);
    return owner === null ? !OF_BROWSERS.test(name) : ownerLives(owner);
  });
  const counts = new Map<string, number>();
  for (const name of left) {
    const beginning = name.replace(/[-.]\w{6,}$/, '');
    counts.set(beginning, (counts.get(beginning) ?? 0) + 1);
  }
  return [...counts].map(([beginning, count]) => `${beginning} (${count})`);
}

/** Before all tests; what it returns is called after them. */
export default function leavesNothing(): () => void {
  const outer = tmpdir();
  // Each project of a run calls this.
  if (process.env['SLIPWAY_TEST_ROOT'] !== undefined) return () => undefined;
  const root = mkdtempSync(join(outer, 'st-'));
  process.env['SLIPWAY_TEST_ROOT'] = root;
  process.env['TMPDIR'] = root;
  return () => {
    process.env['TMPDIR'] = outer;
    const left = leftIn(root);
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    if (left.length === 0) return;
    const named = left.slice(0, MOST_NAMED).join(', ');
    throw new Error(`Tests left folders in their temporary folder: ${named}. Remove them there.`);
  };
}
