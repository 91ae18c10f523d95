import type { ClassFact } from '../facts.ts';
import type { Form } from '../forms.ts';
import { hasFlag, part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { packageVariable } from './namespaces.ts';
import { qualifiedPath } from './overloads.ts';
import { lowerTypeName } from './types.ts';

/** The variables of what a class inherits from, in order. */
export function readBases(lowering: Lowering, form: Form): ClassFact['bases'] {
  const bases: ClassFact['bases'] = [];
  for (const child of form.children) {
    if (child.role !== 'base' || child.kind === 'keyword') continue;
    const variable =
      child.kind === 'type' ? lowerTypeName(lowering, child) : lowering.evaluate(child);
    if (variable < 0) continue;
    if (hasFlag(child, 'before')) bases.push({ variable, line: child.line, isBefore: true });
    else bases.push({ variable, line: child.line });
  }
  bases.push(...embeddedBases(lowering, form), ...otherParts(lowering, form));
  return bases;
}

/** The parts of a partial class inherit from each other, so that each has the members of all. */
function otherParts(lowering: Lowering, form: Form): { variable: number; line: number }[] {
  const name = part(form, 'name');
  if (name === undefined || !hasFlag(form, 'partial')) return [];
  const isNested = lowering.scope.kind === 'class' && !lowering.scope.holder.isNamespace;
  const space = isNested ? qualifiedPath(lowering) : lowering.names.namespace;
  const all = lowering.facts.load(packageVariable(lowering, space), textOf(lowering.text, name));
  return [{ variable: all, line: form.line }];
}

/** Registers a class with its bases, for calls that only name the base. */
export function noteSubclass(
  { facts, language }: Lowering,
  bases: readonly { variable: number }[],
  variable: number,
): void {
  if (!NOMINAL.has(language.modules)) return;
  for (const base of bases) facts.store(base.variable, '()subclasses', variable);
}

/** Go's types do not name the interfaces they satisfy: those are listed under their methods. */
export function noteInterface(lowering: Lowering, form: Form, variable: number): void {
  if (lowering.language.modules !== 'go' || form.variant !== 'interface') return;
  listUnderMethods(lowering, form, { list: '()interfaces', variable });
}

/** Stores a variable in a list of the package, under the name of each method that a form has. */
export function listUnderMethods(
  lowering: Lowering,
  form: Form,
  { list, variable }: { list: '()interfaces' | '()methods'; variable: number },
): void {
  for (const child of part(form, 'body')?.children ?? []) {
    const name = child.kind === 'function' ? part(child, 'name') : undefined;
    if (name === undefined) continue;
    lowering.facts.store(packageVariable(lowering, list), textOf(lowering.text, name), variable);
  }
}

const NOMINAL = new Set(['java', 'csharp', 'rust', 'c', 'php', 'javascript', 'python']);

/** Fields without a name of their own give the struct what their types have (Go). */
function embeddedBases(lowering: Lowering, form: Form): { variable: number; line: number }[] {
  const bases: { variable: number; line: number }[] = [];
  for (const child of part(form, 'body')?.children ?? []) {
    const type = child.variant === 'embedded' ? part(child, 'type') : undefined;
    const variable = type === undefined ? -1 : lowerTypeName(lowering, type);
    if (variable >= 0) bases.push({ variable, line: child.line });
  }
  return bases;
}

/** A nameless class is made by the constructor of its base. */
export function storeInherited(lowering: Lowering, form: Form, variable: number): void {
  const made = part(form, 'constructed');
  const base = part(form, 'base');
  if (made === undefined || base === undefined) return;
  const slot = `${textOf(lowering.text, made)}/${made.variant}`;
  const inherited = lowering.facts.load(lowerTypeName(lowering, base), slot);
  lowering.facts.store(variable, `/${made.variant}`, inherited);
}
