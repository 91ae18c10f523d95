import type { Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger } from '../dispatch/spine.ts';
import { learned } from '../secrets/learn-repository.ts';
import { masker } from '../secrets/masker.ts';
import { placeOfRun } from './place-of-run.ts';
import { workOf } from './run-work.ts';

type Pas = typeof pasContract;
type Patch = Output<Pas['runDiff']>;

/** The files that a run changed. */
export async function runChanges(
  spine: Ledger & Execution,
  input: Parsed<Pas['runChanges']>,
): Promise<Output<Pas['runChanges']>> {
  requireRun(spine.store, input.run_id);
  const place = placeOfRun(spine, input.run_id, input.repo);
  const { changes } = await spine.pools.ask({ kind: 'list_changes', ...workOf(place) });
  const { from, files, total, additions, deletions } = changes;
  const { repo, branch, base_commit: base } = place;
  return { run_id: input.run_id, repo, base, branch, from, files, total, additions, deletions };
}

/** The patch of one file; every secret in it has a label, and every line stays a line. */
export async function runDiff(
  spine: Ledger & Execution,
  input: Parsed<Pas['runDiff']>,
): Promise<Patch> {
  const whole = await readPatch(spine, input);
  await learned();
  return { ...whole, ...maskPatch(whole.patch) };
}

/** The same without labels. The answer goes to whoever asked and nowhere else. */
export async function revealDiff(
  spine: Ledger & Execution,
  input: Parsed<Pas['revealDiff']>,
): Promise<Patch> {
  return readPatch(spine, input);
}

/** A secret of several lines has no mark of the patch between them when it is looked for. */
function maskPatch(patch: string): Pick<Patch, 'patch' | 'secrets'> {
  const lines = patch.split('\n');
  const { text, secrets } = masker.maskLines(lines.map((line) => line.slice(1)).join('\n'));
  const masked = text.split('\n').map((line, at) => `${lines[at]?.[0] ?? ''}${line}`);
  return { patch: masked.join('\n'), secrets };
}

async function readPatch(spine: Ledger & Execution, input: Parsed<Pas['runDiff']>): Promise<Patch> {
  requireRun(spine.store, input.run_id);
  const place = placeOfRun(spine, input.run_id, input.repo);
  const { path, old_path: old } = input;
  const { patch, truncated } = await spine.pools.ask({
    kind: 'file_diff',
    paths: old === undefined ? [path] : [old, path],
    ...workOf(place),
  });
  return { run_id: input.run_id, path, patch, truncated, secrets: 0 };
}
