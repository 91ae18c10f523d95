import type { CheckoutStand } from '#shared/messages/job.ts';
import { RootFolder } from '../files/root-folder.ts';
import { WritableFolder } from '../files/writable-folder.ts';

/** Names that never count as a change, so that the links may stay. */
const LINKED = new Set(['node_modules', '.venv', 'venv']);

/**
 * Without a sandbox nothing can be mounted: the dependencies at the top level become links in the
 * tree, and what is written there is written to the checkout's.
 */
export async function linkDependencies(checkout: CheckoutStand, tree: string): Promise<void> {
  using root = new RootFolder(tree);
  using target = new WritableFolder(tree);
  for (const { place, from } of checkout.dependencies)
    if (LINKED.has(place) && !root.has(place)) await target.makeLink(place, from);
}
