import type { ImportTarget, ProjectView } from '../modules/module-system.ts';
import { moduleSystems } from '../modules/module-systems.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { Context, Solving } from './solving.ts';
import { Value } from './values.ts';

/**
 * The project as module systems see it; every question becomes something the asking file has read.
 */
function viewFor(solving: Solving, context: Context): ProjectView {
  const { world } = solving;
  const { slots, names, values } = world;
  const textOf = (text: string): number => values.intern(Value.text, names.intern(text));
  return {
    hasFile(path) {
      solving.note(context, textOf(path), slots.exists);
      return world.files.has(path);
    },
    hasPackage(name) {
      solving.note(context, values.intern(Value.package, names.intern(name)), slots.exists);
      return (world.files.packages.get(name) ?? 0) > 0;
    },
    configuration(path) {
      solving.note(context, textOf(path), slots.configuration);
      return world.files.configurations.get(path) ?? null;
    },
  };
}

/**
 * Where an import of a file may lead. `context` is the file that depends on the answer; it need not
 * be the importing one.
 */
export function resolveImport(
  solving: Solving,
  context: Context,
  file: LoadedFile,
  index: number,
): ImportTarget[] {
  const fact = file.facts.imports[index];
  if (fact === undefined) return [];
  const { source, name } = fact;
  const question = { source, name, file: file.facts.path, package: file.facts.package };
  return moduleSystems[file.language.modules].resolve(question, viewFor(solving, context));
}

/**
 * Lets a node hold whatever an import means; what is not in the repository becomes an external
 * value.
 */
export function connectImport(
  solving: Solving,
  context: Context,
  index: number,
  node: number,
): void {
  const targets = resolveImport(solving, context, context.file, index);
  if (!connectTargets(solving, context, targets, { node, seen: new Set() })) {
    const fact = context.file.facts.imports[index];
    if (fact === undefined || fact.name === '*') return;
    const { names, values } = solving.world;
    const source = names.intern(fact.source);
    const name = fact.name === '' ? source : names.join(source, names.intern(fact.name));
    solving.graph.add(node, values.intern(Value.external, name));
  }
}

/**
 * Takes the first target that is known to have a value; returns whether one of them lies in the
 * repository.
 */
function connectTargets(
  solving: Solving,
  context: Context,
  targets: readonly ImportTarget[],
  { node, seen }: Pick<Wanted, 'node' | 'seen'>,
): boolean {
  const { names, values } = solving.world;
  let isFound = false;
  for (const target of targets) {
    switch (target.in) {
      case 'external':
        solving.graph.add(node, values.intern(Value.external, names.intern(target.name)));
        return true;
      case 'package':
        isFound = true;
        if (connectPackage(solving, context, target, node)) return true;
        break;
      case 'file': {
        const file = solving.world.files.at(target.file);
        if (file === undefined) break;
        isFound = true;
        if (target.slot === '') {
          solving.graph.add(node, file.objects[0] ?? -1);
          return true;
        }
        const wanted = { name: names.intern(target.slot), node, seen };
        if (connectModuleSlot(solving, context, file, wanted)) return true;
        break;
      }
    }
  }
  return isFound;
}

function connectPackage(
  solving: Solving,
  context: Context,
  target: { package: string; slot: string },
  node: number,
): boolean {
  const { names, values } = solving.world;
  const packageValue = values.intern(Value.package, names.intern(target.package));
  if (target.slot === '') {
    solving.graph.add(node, packageValue);
    return true;
  }
  const cell = solving.readCell(context, packageValue, names.intern(target.slot));
  solving.graph.addEdge(cell, node);
  return false;
}

/**
 * A wanted name of a module, the node that takes it, and which names of which files were looked at
 * on the way.
 */
interface Wanted {
  name: number;
  node: number;
  seen: Set<number>;
}

/** Larger than any name, so that a file and a name make one number. */
const NAMES = 2 ** 26;

/**
 * Lets a node hold a name of a module: what the module stores under it, what it takes over from
 * others by star imports, or a submodule. Returns whether the module is known to have the name.
 */
export function connectModuleSlot(
  solving: Solving,
  context: Context,
  file: LoadedFile,
  asked: Pick<Wanted, 'name' | 'node'> & { seen?: Set<number> },
): boolean {
  const wanted: Wanted = { seen: new Set(), ...asked };
  if (connectThroughStars(solving, context, file, wanted)) return true;
  const system = moduleSystems[file.language.modules];
  if (system.submodule === undefined) return false;
  const name = solving.world.names.text(wanted.name);
  const targets = system.submodule(file.facts.path, name, viewFor(solving, context));
  return connectTargets(solving, context, targets, wanted);
}

function connectThroughStars(
  solving: Solving,
  context: Context,
  file: LoadedFile,
  wanted: Wanted,
): boolean {
  const place = file.id * NAMES + wanted.name;
  if (wanted.seen.has(place)) return false;
  wanted.seen.add(place);
  const module = file.objects[0] ?? -1;
  solving.graph.addEdge(solving.readCell(context, module, wanted.name), wanted.node);
  if (file !== context.file) solving.note(context, module, solving.world.slots.outline);
  if (file.module.slots.has(wanted.name)) {
    connectForward(solving, context, file, wanted);
    return true;
  }
  let isFound = false;
  for (const star of file.module.stars)
    for (const target of resolveImport(solving, context, file, star))
      if (connectStar(solving, context, target, wanted)) isFound = true;
  return isFound;
}

/**
 * A name that a module only hands on is taken from where it leads, too; the module itself may have
 * been given another by somebody.
 */
function connectForward(
  solving: Solving,
  context: Context,
  file: LoadedFile,
  wanted: Wanted,
): void {
  const index = file.module.forwards.get(wanted.name);
  if (index === undefined || file === context.file) return;
  connectTargets(solving, context, resolveImport(solving, context, file, index), wanted);
}

function connectStar(
  solving: Solving,
  context: Context,
  target: ImportTarget,
  wanted: Wanted,
): boolean {
  const { world } = solving;
  if (target.in === 'external') return false;
  if (target.in === 'package') {
    const packageValue = world.values.intern(Value.package, world.names.intern(target.package));
    solving.graph.addEdge(solving.readCell(context, packageValue, wanted.name), wanted.node);
    return false;
  }
  const file = world.files.at(target.file);
  if (file === undefined) return false;
  if (file !== context.file) solving.note(context, file.objects[0] ?? -1, world.slots.outline);
  return (
    isStarName(file, world.names.text(wanted.name)) &&
    connectThroughStars(solving, context, file, wanted)
  );
}

/** Whether importing everything from a file brings a name. */
function isStarName({ facts, language }: LoadedFile, name: string): boolean {
  if (facts.starNames !== undefined) return facts.starNames.includes(name);
  return language.modules !== 'python' || !name.startsWith('_');
}

/**
 * Lets a node hold what a name means that no scope of its file binds: star imports, the package,
 * the language itself.
 */
export function connectFreeName(
  solving: Solving,
  context: Context,
  wanted: Pick<Wanted, 'name' | 'node'>,
): void {
  const { world, graph } = solving;
  const { facts } = context.file;
  let isFound = false;
  if (context.file.module.stars.length > 0)
    isFound = connectThroughStars(solving, context, context.file, { ...wanted, seen: new Set() });
  if (facts.package !== '') {
    const packageValue = world.values.intern(Value.package, world.names.intern(facts.package));
    graph.addEdge(solving.readCell(context, packageValue, wanted.name), wanted.node);
  }
  const { linkage } = moduleSystems[context.file.language.modules];
  if (!isFound && linkage !== undefined) {
    const packageValue = world.values.intern(Value.package, world.names.intern(linkage));
    graph.addEdge(solving.readCell(context, packageValue, wanted.name), wanted.node);
  }
  if (!isFound) graph.add(wanted.node, world.values.intern(Value.external, wanted.name));
}
