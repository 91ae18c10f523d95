import { lstat, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Dependency } from '#shared/messages/host.ts';
import type { CheckoutStand } from '#shared/messages/job.ts';
import { isRefusal } from '../files/refusal.ts';
import { removeScratch } from '../files/remove-scratch.ts';
import { openIfThere, RootFolder } from '../files/root-folder.ts';
import { makeTemporary } from '../files/temporary-folder.ts';
import { WritableFolder } from '../files/writable-folder.ts';
import { isInside } from './is-inside.ts';
import { isExecutable } from './locate-program.ts';
import { makePrivateGit } from './private-git.ts';
import { canLayer, prepareLayers } from './private-layers.ts';
import type { ToolCache } from './tool-caches.ts';

/** Entries of dependency folders that tools write to; each command gets its own. */
const CACHES = /^\.(?:cache|vite|vite-temp|vitest|tmp)$/;
const SETTINGS_BYTES = 65_536;
const READ_ONLY_SENTENCE =
  'Private layers cannot be made on this machine, so installed dependencies are read-only for the command.';

/** A tree shown at the path of the checkout it was made from. */
export interface Stand {
  /** Options of bubblewrap, in order. */
  mounts: string[];
  /** What runs bubblewrap. */
  prefix: string[];
  /** Folders of the host that the mounts show. */
  shown: string[];
  /** Sentences for the log. */
  notes: string[];
  /** Whether what the mounts show of dependencies and caches may be written. */
  isLayered: boolean;
  dispose(): Promise<void>;
}

export interface StandRequest {
  /** The folder of the host that is shown. */
  tree: string;
  /** Whose git folder is shown: the tree itself, or the worktree that it is a copy of. */
  worktree: string;
  /** Caches of tools; what is written to them goes to private layers, too. */
  caches?: readonly ToolCache[];
  /** Whether this machine can make private layers. */
  mayLayer?: () => Promise<boolean>;
}

/**
 * Shows `tree` at the checkout's own path, with a git folder of its own and the checkout's
 * installed dependencies over it, so that every absolute path that a package manager wrote down
 * (editable installs, first lines of scripts) means the tree. What is written beside dependencies
 * goes to a private layer.
 */
export async function standAtCheckout(
  checkout: CheckoutStand,
  { tree, worktree, caches = [], mayLayer = canLayer }: StandRequest,
): Promise<Stand> {
  const folder = await makeTemporary('stand');
  const layers = join(folder, 'layers');
  const dispose = (): Promise<void> => removeScratch(folder);
  try {
    await mkdir(layers);
    const git = await makePrivateGit(worktree, folder);
    const placed = await placeAll(checkout.dependencies, tree);
    const isLayered = await mayLayer();
    const shown = await showDependencies(
      { checkout: checkout.path, placed, caches },
      isLayered ? layers : null,
    );
    return {
      mounts: [
        '--bind',
        tree,
        checkout.path,
        '--ro-bind',
        git.gitFile,
        join(checkout.path, '.git'),
        ...git.mounts,
        ...shown.mounts,
      ],
      prefix: shown.prefix,
      shown: [tree, ...placed.map(({ from }) => from)],
      notes: shown.notes,
      isLayered,
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

interface Shown {
  mounts: string[];
  prefix: string[];
  notes: string[];
}

interface ToShow {
  checkout: string;
  placed: readonly Placed[];
  caches: readonly ToolCache[];
}

async function showDependencies(
  { checkout, placed, caches }: ToShow,
  layers: string | null,
): Promise<Shown> {
  const found = await Promise.all(placed.map(({ from }) => interpreterFolders(from)));
  const interpreters = found.flat().filter((each) => !isInside(checkout, each));
  const tools = interpreters.flatMap((each) => ['--ro-bind', each, each]);
  const folders = placed.filter((each) => each.isFolder);
  const readOnly = (each: Placed): string[] => ['--ro-bind', each.from, join(checkout, each.place)];
  const files = placed.filter((each) => !each.isFolder).flatMap(readOnly);
  if (layers !== null) {
    const wanted = [
      ...folders.map(({ from, place }) => ({ from, places: [join(checkout, place)] })),
      ...caches,
    ];
    if (wanted.length === 0) return { mounts: [...tools, ...files], prefix: [], notes: [] };
    const { prefix, merged } = await prepareLayers(
      layers,
      wanted.map(({ from }) => from),
    );
    const binds = wanted.flatMap(({ places }, at) =>
      places.flatMap((place) => ['--bind', merged[at] ?? '', place]),
    );
    return { mounts: [...tools, ...files, ...binds], prefix, notes: [] };
  }
  const binds = folders.map((each) => [...readOnly(each), ...coverCaches(each, checkout)]);
  const fetched = caches.flatMap(({ from, places }) =>
    places.flatMap((place) => ['--ro-bind', from, place]),
  );
  const notes = folders.length + caches.length === 0 ? [] : [READ_ONLY_SENTENCE];
  return { mounts: [...tools, ...files, ...binds.flat(), ...fetched], prefix: [], notes };
}

/** Without layers, the caches that are there are private to the command: empty, and writable. */
function coverCaches({ from, place }: Placed, checkout: string): string[] {
  using folder = openIfThere(from);
  const listed = folder?.list('');
  const entries = listed === undefined || isRefusal(listed) ? [] : listed.entries;
  const names = entries.map(({ name }) => name).filter((name) => CACHES.test(name));
  return names.flatMap((name) => ['--tmpfs', join(checkout, place, name)]);
}

interface Placed extends Dependency {
  isFolder: boolean;
}

/** Those that the tree has a free place for; a mount needs an empty folder or file to lie on. */
async function placeAll(dependencies: readonly Dependency[], tree: string): Promise<Placed[]> {
  using root = new RootFolder(tree);
  using target = new WritableFolder(tree);
  const placed: Placed[] = [];
  for (const each of dependencies) {
    const facts = await lstat(each.from).catch(() => null);
    if (facts === null) continue;
    const candidate = { ...each, isFolder: facts.isDirectory() };
    // A submodule of the tree lies there already.
    const isOwn = each.from === join(tree, each.place);
    const isFree = isOwn || (isFreeIn(root, candidate) ?? (await makePlace(target, candidate)));
    if (isFree) placed.push(candidate);
  }
  return placed;
}

/** null: nothing is there yet. No link of the tree is followed. */
function isFreeIn(root: RootFolder, { place, isFolder }: Placed): boolean | null {
  const there = root.stat(place);
  if (isRefusal(there)) return there.refused === 'missing' ? null : false;
  if (!isFolder) return there.isFile() && there.size === 0;
  const listed = root.list(place);
  return !isRefusal(listed) && listed.entries.length === 0;
}

/** Not where the folder around it is missing in the tree. */
async function makePlace(target: WritableFolder, { place, isFolder }: Placed): Promise<boolean> {
  const made = isFolder
    ? await target.makeFolder(place)
    : await target.write(place, 0o644, () => undefined);
  return made === null;
}

/** bin and lib of the Python that a virtual environment was made from. */
async function interpreterFolders(environment: string): Promise<string[]> {
  using folder = openIfThere(environment);
  const text = folder?.readText('pyvenv.cfg', SETTINGS_BYTES) ?? '';
  const home = /^home\s*=\s*(\/.+?)\s*$/m.exec(text)?.[1] ?? '';
  if (basename(home) !== 'bin' || home.startsWith('/usr/')) return [];
  if (!isExecutable(join(home, 'python3'))) return [];
  const folders = [home, join(dirname(home), 'lib')];
  const facts = await Promise.all(folders.map((each) => lstat(each).catch(() => null)));
  return folders.filter((_, at) => facts[at]?.isDirectory() === true);
}
