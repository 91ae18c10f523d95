import { Op, Origin } from '../facts.ts';
import type { ImportTarget } from '../modules/module-system.ts';
import { symbolKey } from '../symbols.ts';
import type { EdgeDraft } from './edge-draft.ts';
import { resolveImport } from './imports.ts';
import type { Solving } from './solving.ts';
import { isTyped } from './typed/typed-language.ts';
import { Value } from './values.ts';

/**
 * Adds what a file imports: the module, or every file of a package that is imported whole, and the
 * definition that is named.
 */
export function emitImports(solving: Solving, draft: EdgeDraft): void {
  const { context } = draft;
  const named = namedImports(solving, draft);
  context.file.facts.imports.forEach((fact, index) => {
    // The first steps of Rust's paths are read as modules of their own, beside the whole path.
    if (fact.isTypeOnly && isTyped(context.file.language)) return;
    const found = named.get(index) ?? [];
    for (const to of [...found, ...modulesOf(solving, draft, index, found)])
      draft.add({
        from: fact.from,
        to,
        kind: 'imports',
        tier: 'certain',
        reason: 'import',
        line: fact.line,
      });
  });
}

/** Per import the definitions that its name turned out to mean. */
function namedImports({ graph }: Solving, draft: EdgeDraft): Map<number, string[]> {
  const { base, file } = draft.context;
  const { code, imports } = file.facts;
  const found = new Map<number, string[]>();
  for (let at = 0; at < code.length; at += 4) {
    if (code[at] !== Op.import) continue;
    const [variable = 0, index = 0] = code.subarray(at + 1, at + 3);
    if (imports[index]?.name === '') continue;
    const keys = graph
      .valuesOf(base + variable)
      .map((value) => draft.keyOf(value))
      .filter((key) => key !== null);
    if (keys.length > 0) found.set(index, keys);
  }
  return found;
}

function modulesOf(
  solving: Solving,
  draft: EdgeDraft,
  index: number,
  named: readonly string[],
): string[] {
  const { context } = draft;
  for (const target of resolveImport(solving, context, context.file, index)) {
    if (target.in === 'external') return [];
    if (target.in === 'file' && solving.world.files.has(target.file))
      return [symbolKey(target.file, '')];
    if (target.in === 'package') {
      const files = filesOfPackage(solving, draft, target);
      const isNamed = target.slot !== '' && named.length > 0;
      if (files.length > 0)
        return isNamed ? named.map((key) => `${key.slice(0, key.indexOf('#'))}#`) : files;
    }
  }
  return [];
}

/** Module symbols of the files that make up a package, other than the importing one. */
function filesOfPackage(
  solving: Solving,
  { context }: EdgeDraft,
  target: ImportTarget & { in: 'package' },
): string[] {
  const { names, values, slots, cells } = solving.world;
  const packageValue = values.intern(Value.package, names.intern(target.package));
  solving.note(context, packageValue, slots.files);
  const found = new Set<string>();
  cells.contributions(cells.cell(packageValue, slots.files), (file, module) => {
    if (file !== context.file.id) found.add(names.text(values.a(module)));
  });
  return [...found];
}

/** Adds the bases of a file's classes. */
export function emitBases(solving: Solving, draft: EdgeDraft): void {
  const { context } = draft;
  for (const object of context.file.facts.objects)
    for (const base of object.class?.bases ?? [])
      for (const value of solving.graph.valuesOf(context.base + base.variable)) {
        const to = solving.world.object(value)?.kind === 'class' ? draft.keyOf(value) : null;
        if (to === null || isOtherPart(solving, draft, { symbol: object.symbol, base: value }))
          continue;
        draft.add({
          from: object.symbol,
          to,
          kind: 'inherits',
          tier: 'certain',
          reason: originOf(context.file.facts.origins[base.variable]),
          line: base.line,
        });
      }
}

function originOf(origin: number | undefined): 'import' | 'scope' {
  return origin === Origin.import ? 'import' : 'scope';
}

/** The parts of one class, and an enum and its members, are no bases of each other to a reader. */
function isOtherPart(
  { world }: Solving,
  { context }: EdgeDraft,
  { symbol, base }: { symbol: number; base: number },
): boolean {
  const own = context.file.facts.symbols[symbol];
  const other = world.fileOf(base)?.facts.symbols[world.object(base)?.symbol ?? -1];
  if (own?.kind === 'enum_member') return true;
  return context.file.language.modules === 'csharp' && own?.path === other?.path;
}
