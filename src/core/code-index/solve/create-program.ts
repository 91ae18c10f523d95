import { builtinsOf } from './builtins/tables.ts';
import { ChangedCells, withdraw } from './changed-cells.ts';
import { fingerprintEdges } from './fingerprint-edges.ts';
import { usualWorkBudget } from './give-up.ts';
import type { LoadedFile } from './loaded-file.ts';
import { solveFiles } from './solve-files.ts';
import { SolveSettings } from './solve-settings.ts';
import type { FileEdges, Program, ProgramChange, ProgramOptions } from './types.ts';
import { configure, putFile, removeFile, type Unsettled } from './update-files.ts';
import { Value } from './values.ts';
import { World } from './world.ts';

/** Makes an empty program; its first update is the clean build. */
export function createProgram(options: ProgramOptions): Program {
  const { languages, level = 'full', workBudget = usualWorkBudget } = options;
  const world = new World(new SolveSettings(languages, level, builtinsOf, workBudget));
  return {
    update: (change) => updateProgram(world, change),
    get fileCount() {
      return world.files.count;
    },
  };
}

/**
 * Applies a change: the changed files are solved together, then the files that read a cell that
 * changed, until none does.
 *
 * What a file contributes with rank r depends only on what others contribute with lower ranks, so
 * there is one state in which every file agrees with all others, and every order of work ends in
 * it.
 */
function updateProgram(world: World, change: ProgramChange): Map<string, FileEdges> {
  const result = new Map<string, FileEdges>();
  const unsettled: Unsettled = { stale: new Set(), gone: [], isOneByOne: false };
  for (const path of change.removed) removeFile(world, path, unsettled);
  for (const facts of change.put) putFile(world, facts, unsettled);
  for (const [path, text] of change.configurations ?? []) configure(world, path, text, unsettled);
  const prints = new Map<number, number>();
  for (const old of unsettled.gone) prints.set(old.id, -1);
  while (unsettled.stale.size > 0 || unsettled.gone.length > 0)
    for (const [file, edges] of solveStale(world, unsettled)) {
      if (!prints.has(file.id)) prints.set(file.id, file.solved.edges);
      file.solved.edges = fingerprintEdges(edges);
      if (file.solved.edges === prints.get(file.id)) result.delete(file.facts.path);
      else result.set(file.facts.path, edges);
    }
  return result;
}

/** Solves the files that are stale and marks those that read what changed by it. */
function solveStale(world: World, unsettled: Unsettled): [LoadedFile, FileEdges][] {
  const files: LoadedFile[] = [];
  for (const id of unsettled.stale) {
    const file = world.files.all[id];
    unsettled.stale.delete(id);
    if (file !== undefined) files.push(file);
    if (unsettled.isOneByOne && files.length > 0) break;
  }
  const solved = new Set([...files, ...unsettled.gone].map((file) => file.id));
  const standing = [...files, ...unsettled.gone];
  const changes = new ChangedCells(world, solved);
  for (const file of standing) changes.remember(file);
  for (const file of standing) withdraw(world, file);
  unsettled.gone.length = 0;
  const edges = solveTogether(world, files, unsettled);
  if (edges === null) solved.clear();
  if (edges === null || files.length < world.files.count)
    for (const cell of changes.find(edges === null ? [] : files))
      markReaders(world, cell, solved, unsettled);
  return files.flatMap((file, index): [LoadedFile, FileEdges][] => {
    const found = edges?.[index];
    return found === undefined ? [] : [[file, found]];
  });
}

/**
 * The edges of files that are solved side by side; null when one of them failed and nobody knows
 * which: then each is solved alone.
 */
function solveTogether(
  world: World,
  files: readonly LoadedFile[],
  unsettled: Unsettled,
): FileEdges[] | null {
  try {
    return solveFiles(world, files);
  } catch (error) {
    if (files.length === 1) throw error;
    unsettled.isOneByOne = true;
    for (const file of files) unsettled.stale.add(file.id);
    return null;
  }
}

/**
 * Files outside the solved ones that receive a cell: its readers, and the file of the function
 * whose parameter it is.
 */
function markReaders(
  world: World,
  cell: number,
  solved: ReadonlySet<number>,
  { stale }: Unsettled,
): void {
  const mark = (file: number): void => {
    if (!solved.has(file) && world.files.all[file] !== undefined) stale.add(file);
  };
  world.cells.eachReader(cell, mark);
  const object = world.cells.object(cell);
  if (world.values.kind(object) === Value.object && world.function(object) !== undefined)
    mark(world.values.file(object));
}
