import type { Language } from '../conventions.ts';
import { Op, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import { childOfKind, part } from './form-parts.ts';
import { addSymbol } from './symbols.ts';
import type { Lowering } from './lowering.ts';

/** The package of all macros of a Rust program. */
export const MACROS = '()macros';

/**
 * Whether packages of a language are named things that hold each other and that a class serves as,
 * too (Java, C#).
 */
export function hasNamespaces(language: Language): boolean {
  return language.modules === 'java' || language.modules === 'csharp';
}

function addImport({ facts }: Lowering, source: string, name: string): number {
  const fact = { source, name, from: 0, line: 1, isReexport: false, isTypeOnly: true };
  return facts.imports.push(fact) - 1;
}

/** The variable that holds a package by its dotted name; '' is the one around all others. */
export function packageVariable(lowering: Lowering, name: string): number {
  const key = `package ${name}`;
  const known = lowering.names.free.get(key);
  if (known !== undefined) return known;
  const { facts } = lowering;
  const variable = facts.variable(Origin.import);
  facts.emit(Op.import, variable, addImport(lowering, name, ''));
  lowering.names.free.set(key, variable);
  return variable;
}

/** Makes every package along a dotted name a member of the one around it. */
export function linkPackages(lowering: Lowering, name: string): void {
  let around = '';
  for (const step of name.split('.')) {
    const inner = around === '' ? step : `${around}.${step}`;
    const variable = packageVariable(lowering, inner);
    lowering.facts.store(packageVariable(lowering, around), step, variable);
    around = inner;
  }
}

/** In C# a namespace sees what those around it hold. */
export function openAround(lowering: Lowering, namespace: string): void {
  if (lowering.language.modules !== 'csharp') return;
  for (let dot = namespace.lastIndexOf('.'); dot > 0; dot = namespace.lastIndexOf('.', dot - 1))
    addImport(lowering, namespace.slice(0, dot), '*');
}

/** The namespace that a whole C# file belongs to is a definition, too. */
export function defineNamespace(lowering: Lowering, root: Form): void {
  if (lowering.language.modules !== 'csharp') return;
  const form = childOfKind(root, 'package');
  const nameForm = form === undefined ? undefined : part(form, 'name');
  if (form !== undefined && nameForm !== undefined)
    addSymbol(lowering, { name: lowering.names.namespace, kind: 'namespace' }, form, { nameForm });
}

/**
 * What a file sees without saying so: the packages around its own (C#), the outermost one, and what
 * the project imports everywhere.
 */
export function openNamespaces(lowering: Lowering, namespace: string): void {
  if (!hasNamespaces(lowering.language)) return;
  if (namespace !== '') {
    linkPackages(lowering, namespace);
    openAround(lowering, namespace);
    addImport(lowering, '', '*');
  }
  if (lowering.language.modules === 'csharp') addImport(lowering, '()global', '*');
}
