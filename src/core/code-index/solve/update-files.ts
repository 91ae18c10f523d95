import type { FileFacts } from '../facts.ts';
import { type LoadedFile, loadFile } from './loaded-file.ts';
import { outlineOf } from './outline.ts';
import { Value } from './values.ts';
import type { World } from './world.ts';

/**
 * What a change leaves to be done: files to solve again, and those that are gone but whose
 * contributions still stand.
 */
export interface Unsettled {
  stale: Set<number>;
  gone: LoadedFile[];
  /** Whether files are solved one after the other, so that a fault is known to be the file's. */
  isOneByOne: boolean;
}

/** Takes a file into the program, in place of what it said before. */
export function putFile(world: World, facts: FileFacts, unsettled: Unsettled): void {
  const language = world.settings.languages.get(facts.language);
  if (language === undefined) return;
  const old = world.files.at(facts.path);
  const id = world.files.number(facts.path);
  const file = loadFile(id, facts, language, world.values);
  if (old !== undefined) {
    unsettled.gone.push(old);
    countPackage(world, old.facts.package, -1, unsettled);
  }
  const outlines = new Map<number, string>();
  old?.objects.forEach((value, index) => outlines.set(value, outlineOf(old, index)));
  old?.objects.forEach((value) => world.values.place(value, -1, -1));
  file.objects.forEach((value, index) => {
    world.values.place(value, id, index);
    if (outlines.get(value) === outlineOf(file, index)) outlines.delete(value);
    else outlines.set(value, '');
  });
  world.files.all[id] = file;
  for (const value of outlines.keys()) markReaders(world, value, world.slots.outline, unsettled);
  if (old === undefined) markPath(world, facts.path, world.slots.exists, unsettled);
  countPackage(world, facts.package, 1, unsettled);
  unsettled.stale.add(id);
}

export function removeFile(world: World, path: string, unsettled: Unsettled): void {
  const old = world.files.at(path);
  if (old === undefined) return;
  unsettled.gone.push(old);
  unsettled.stale.delete(old.id);
  for (const value of old.objects) {
    world.values.place(value, -1, -1);
    markReaders(world, value, world.slots.outline, unsettled);
  }
  world.files.all[old.id] = undefined;
  countPackage(world, old.facts.package, -1, unsettled);
  markPath(world, path, world.slots.exists, unsettled);
}

export function configure(
  world: World,
  path: string,
  text: string | null,
  unsettled: Unsettled,
): void {
  if (text === null) world.files.configurations.delete(path);
  else world.files.configurations.set(path, text);
  markPath(world, path, world.slots.configuration, unsettled);
}

function countPackage(world: World, name: string, by: number, unsettled: Unsettled): void {
  if (name === '') return;
  const before = world.files.packages.get(name) ?? 0;
  world.files.packages.set(name, before + by);
  if (before > 0 && before + by > 0) return;
  const value = world.values.intern(Value.package, world.names.intern(name));
  markReaders(world, value, world.slots.exists, unsettled);
}

function markPath(world: World, path: string, slot: number, unsettled: Unsettled): void {
  const value = world.values.intern(Value.text, world.names.intern(path));
  markReaders(world, value, slot, unsettled);
}

function markReaders(world: World, object: number, slot: number, unsettled: Unsettled): void {
  const cell = world.cells.find(object, slot);
  if (cell < 0) return;
  world.cells.eachReader(cell, (file) => unsettled.stale.add(file));
}
