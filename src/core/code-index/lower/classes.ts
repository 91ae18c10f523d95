import { type ClassFact, type ObjectFact, Origin, type ParameterFact } from '../facts.ts';
import type { Form } from '../forms.ts';
import type { SymbolKind } from '../symbols.ts';
import { applyDecorators, takeDecorators } from './decorators.ts';
import { isEnumeration, storeEnumMembers } from './enumerations.ts';
import { hasFlag, isDeclaration, part, textOf } from './form-parts.ts';
import { bindDefinition } from './functions.ts';
import { hasLinkage, linkedName, readNamespaceElsewhere, storeLinked } from './linkage.ts';
import { bindAlias, isAlias, mergeDeclarations, openGenerics } from './javascript/declarations.ts';
import { lowerUnderlying } from './literals.ts';
import { type Lowering, runAll } from './lowering.ts';
import { linkPackages, openAround, packageVariable } from './namespaces.ts';
import { aritySlot, exactArities, hasArities, qualifiedPath } from './overloads.ts';
import { openScope, readBinding, type Scope } from './scope.ts';
import { addSymbol } from './symbols.ts';
import { lowerTypeName } from './types.ts';

const KINDS = new Map<string, SymbolKind>([
  ['interface', 'interface'],
  ['struct', 'struct'],
  ['trait', 'trait'],
  ['enum', 'enum'],
  ['type', 'type'],
  ['namespace', 'namespace'],
  ['enum_member', 'enum_member'],
]);

/** Lowers a class and returns the variable of what its name is bound to. */
export function lowerClass(lowering: Lowering, form: Form, givenName?: Form): number {
  if (form.variant === 'namespace' && lowering.language.modules === 'csharp')
    return lowerNamespace(lowering, form);
  const decorators = takeDecorators(lowering, form);
  const nameForm = part(form, 'name') ?? givenName;
  const name = nameForm === undefined ? '' : textOf(lowering.text, nameForm);
  const { facts } = lowering;
  const kind = KINDS.get(form.variant) ?? 'class';
  const symbol = addSymbol(lowering, { name, kind }, form, { nameForm, decorators });
  if (form.variant === 'type' && hasLinkage(lowering)) return bindTypedef(lowering, form, name);
  if (isAlias(lowering, form)) return bindAlias(lowering, form, name);
  const variable = facts.variable(Origin.scope);
  const names = lowering.survey.scopes.get(form);
  const object: ObjectFact = {
    kind: 'class',
    symbol,
    key: facts.symbols[symbol]?.path ?? '',
    variable,
    class: describeClass(lowering, form),
  };
  const index = facts.object(object);
  if (names !== undefined) {
    const scope = openScope(
      'class',
      { parent: lowering.scope, frame: lowering.frame, names },
      symbol,
    );
    scope.object = index;
    scope.variable = variable;
    scope.isNamespace = kind === 'namespace' && lowering.language.modules === 'rust';
    if (hasArities(lowering.language))
      scope.exact = exactArities(lowering.text, part(form, 'body'));
    if (lowering.language.modules === 'ruby') {
      scope.reopened = joinNamespace(lowering, name, variable);
      bindDefinition(lowering, name, scope.reopened);
    }
    if (kind === 'namespace' && hasLinkage(lowering))
      scope.everywhere = joinNamespace(lowering, name, variable);
    if (isEnumeration(lowering, form)) scope.enumMembers = [];
    openGenerics(lowering, form, scope);
    lowerClassBody(lowering, form, scope);
    storeEnumMembers(lowering, scope);
    if (scope.reopened >= 0) return scope.reopened;
    if (scope.everywhere >= 0) {
      bindDefinition(lowering, name, scope.everywhere);
      return scope.everywhere;
    }
  }
  const isNested = lowering.scope.kind === 'class' && !lowering.scope.isNamespace;
  if (hasArities(lowering.language) && isNested && name !== '')
    facts.store(packageVariable(lowering, qualifiedPath(lowering)), name, variable);
  noteSubclass(lowering, object.class?.bases ?? [], variable);
  lowerUnderlying(lowering, form, variable);
  storeInherited(lowering, form, variable);
  const decorated = applyDecorators(lowering, decorators, variable);
  const bound = isDeclaration(form) ? mergeDeclarations(lowering, name, decorated) : decorated;
  if (hasLinkage(lowering) && name !== '' && form.role === '')
    storeLinked(lowering, linkedName(lowering, name), bound);
  if (isDeclaration(form) && name !== '') bindDefinition(lowering, name, bound);
  return bound;
}

function describeClass(lowering: Lowering, form: Form): ClassFact {
  const names = lowering.survey.scopes.get(form);
  return {
    bases: readBases(lowering, form),
    members: names === undefined ? [] : [...names.declared],
    isInterface: ['interface', 'trait', 'type'].includes(form.variant),
    isAbstract: hasFlag(form, 'abstract'),
    typeParameters: form.children
      .filter((child) => child.role === 'type_parameter')
      .map((child) => textOf(lowering.text, child)),
  };
}

/** `typedef X Y` and `using Y = X`: Y is X itself. */
function bindTypedef(lowering: Lowering, form: Form, name: string): number {
  const base = form.children.find((child) => child.role === 'base');
  const meant = base === undefined ? -1 : lowerTypeName(lowering, base);
  if (meant >= 0 && isDeclaration(form)) bindDefinition(lowering, name, meant);
  return meant;
}

/** A namespace's own part together with its parts in other files. */
function joinNamespace(lowering: Lowering, name: string, variable: number): number {
  const { facts } = lowering;
  const everywhere = facts.variable(Origin.scope);
  facts.copy(everywhere, variable);
  facts.copy(everywhere, readNamespaceElsewhere(lowering, name));
  return everywhere;
}

function readBases(lowering: Lowering, form: Form): { variable: number; line: number }[] {
  const bases: { variable: number; line: number }[] = [];
  for (const child of form.children) {
    if (child.role !== 'base' || child.kind === 'keyword') continue;
    const variable =
      child.kind === 'type' ? lowerTypeName(lowering, child) : lowering.evaluate(child);
    if (variable >= 0) bases.push({ variable, line: child.line });
  }
  bases.push(...embeddedBases(lowering, form), ...otherParts(lowering, form));
  return bases;
}

/** A namespace block of C#: what it defines belongs to the package of its name, whichever files add to it. */
function lowerNamespace(lowering: Lowering, form: Form): number {
  const nameForm = part(form, 'name');
  const names = lowering.survey.scopes.get(form);
  if (nameForm === undefined || names === undefined) return -1;
  const outer = lowering.namespace;
  const own = textOf(lowering.text, nameForm).replaceAll(/\s/g, '');
  lowering.namespace = outer === '' ? own : `${outer}.${own}`;
  addSymbol(lowering, { name: own, kind: 'namespace' }, form, { nameForm });
  linkPackages(lowering, lowering.namespace);
  openAround(lowering, lowering.namespace);
  const around = { parent: lowering.scope, frame: lowering.frame, names };
  const scope = openScope('class', around, lowering.scope.symbol);
  scope.variable = packageVariable(lowering, lowering.namespace);
  scope.isNamespace = true;
  lowerClassBody(lowering, form, scope);
  lowering.namespace = outer;
  return scope.variable;
}

/** The parts of a partial class inherit from each other, so that each has the members of all. */
function otherParts(lowering: Lowering, form: Form): { variable: number; line: number }[] {
  const name = part(form, 'name');
  if (name === undefined || !hasFlag(form, 'partial')) return [];
  const isNested = lowering.scope.kind === 'class' && !lowering.scope.isNamespace;
  const space = isNested ? qualifiedPath(lowering) : lowering.namespace;
  const all = lowering.facts.load(packageVariable(lowering, space), textOf(lowering.text, name));
  return [{ variable: all, line: form.line }];
}

/** Tells the bases of a class of it, for calls that only name the base. */
function noteSubclass(
  { facts, language }: Lowering,
  bases: readonly { variable: number }[],
  variable: number,
): void {
  if (!NOMINAL.has(language.modules)) return;
  for (const base of bases) facts.store(base.variable, '()subclasses', variable);
}

const NOMINAL = new Set(['java', 'csharp', 'rust']);

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
function storeInherited(lowering: Lowering, form: Form, variable: number): void {
  const made = part(form, 'constructed');
  const base = part(form, 'base');
  if (made === undefined || base === undefined) return;
  const slot = `${textOf(lowering.text, made)}/${made.variant}`;
  const inherited = lowering.facts.load(lowerTypeName(lowering, base), slot);
  lowering.facts.store(variable, `/${made.variant}`, inherited);
}

/** The parameters of a class itself are those of a constructor that stands for the class. */
function lowerPrimaryConstructor(lowering: Lowering, form: Form, scope: Scope): void {
  const parameters = form.children.filter((child) => child.kind === 'parameter');
  if (parameters.length === 0) return;
  const { facts } = lowering;
  const variable = facts.variable(Origin.scope);
  const key = `${facts.symbols[scope.symbol]?.path ?? ''}()`;
  const object: ObjectFact = { kind: 'function', symbol: scope.symbol, key, variable };
  facts.object(object);
  const self = facts.variable(Origin.self);
  object.function = {
    parameters: parameters.map((parameter) => storeParameter(lowering, parameter, self)),
    self,
    result: facts.variable(),
    owner: scope.object,
    isStatic: false,
    isClassMethod: false,
    isGetter: false,
    isSetter: false,
    isConstructor: true,
    isAbstract: false,
    isArrow: false,
  };
  facts.copy(object.function.result, self);
  const name = facts.symbols[scope.symbol]?.name ?? '';
  const least = parameters.filter((parameter) => part(parameter, 'value') === undefined).length;
  for (let count = least; count <= parameters.length; count++)
    facts.store(scope.variable, aritySlot(name, count), variable);
}

function storeParameter(lowering: Lowering, parameter: Form, self: number): ParameterFact {
  const { facts } = lowering;
  const nameForm = part(parameter, 'name');
  const name = nameForm === undefined ? '' : textOf(lowering.text, nameForm);
  const variable = facts.variable(Origin.parameter);
  facts.store(self, name, variable);
  return { name, variable, kind: 'positional' };
}

function lowerClassBody(lowering: Lowering, form: Form, scope: Scope): void {
  if (hasArities(lowering.language) && !scope.isNamespace)
    lowerPrimaryConstructor(lowering, form, scope);
  const body = part(form, 'body');
  if (body === undefined) return;
  const outer = { scope: lowering.scope, decorators: lowering.decorators };
  lowering.scope = scope;
  lowering.decorators = [];
  runAll(lowering, body.children);
  Object.assign(lowering, outer);
  storeMembers(lowering, scope);
}

/** What the names of a class or module are bound to at its end becomes its members. */
export function storeMembers(lowering: Lowering, scope: Scope): void {
  for (const binding of scope.bindings.values())
    if (binding.versions.length > 0 || binding.all >= 0)
      lowering.facts.store(
        scope.variable,
        binding.name,
        readBinding(lowering.facts, binding, scope.frame),
      );
}

/** Lowers methods given to a type from outside its body: they are stored in the object its name denotes. */
export function lowerExtension(lowering: Lowering, form: Form): void {
  const owner = part(form, 'owner');
  const names = lowering.survey.scopes.get(form);
  if (owner === undefined || names === undefined) return;
  const variable = lowerTypeName(lowering, owner);
  const scope = openScope(
    'class',
    { parent: lowering.scope, frame: lowering.frame, names },
    lowering.scope.symbol,
  );
  scope.variable = variable;
  scope.object = lowering.facts.objects.findIndex((object) => object.variable === variable);
  scope.symbol = lowering.facts.objects[scope.object]?.symbol ?? scope.symbol;
  if (scope.object < 0) scope.below = ownerPath(lowering.text, owner);
  if (lowering.language.modules === 'go') noteMethods(lowering, form, variable);
  for (const child of form.children) {
    if (child.role !== 'base') continue;
    const base = lowerTypeName(lowering, child);
    if (base < 0) continue;
    const name = ownerPath(lowering.text, owner);
    lowering.pendingBases.push({ owner: name, ownerVariable: variable, base, line: child.line });
  }
  lowering.pendingMembers.push({ owner: ownerPath(lowering.text, owner), names: names.declared });
  lowerClassBody(lowering, form, scope);
}

/** Go's interfaces ask for methods by name: every type with a method is listed under it. */
function noteMethods(lowering: Lowering, form: Form, variable: number): void {
  for (const child of part(form, 'body')?.children ?? []) {
    const name = child.kind === 'function' ? part(child, 'name') : undefined;
    if (name !== undefined)
      lowering.facts.store(
        packageVariable(lowering, '()methods'),
        textOf(lowering.text, name),
        variable,
      );
  }
}

/** Bases that extensions gave: to the class itself where the file defines it, else to whatever its name means. */
export function applyPendingBases({ facts, pendingBases, pendingMembers }: Lowering): void {
  for (const { owner, names } of pendingMembers) {
    const own = facts.objects.find(
      (object) => object.class !== undefined && facts.symbols[object.symbol]?.path === owner,
    );
    own?.class?.members.push(...names);
  }
  for (const { owner, ownerVariable, base, line } of pendingBases) {
    facts.store(base, '()subclasses', ownerVariable);
    const own = facts.objects.find(
      (object) => object.class !== undefined && facts.symbols[object.symbol]?.path === owner,
    );
    if (own?.class !== undefined) own.class.bases.push({ variable: base, line });
    else facts.store(ownerVariable, '()base', base);
  }
}

/** `a::B<T>` as a path: `a.B`. */
function ownerPath(text: string, owner: Form): string {
  return textOf(text, owner)
    .replaceAll(/<.*>/g, '')
    .replaceAll(/\s*::\s*/g, '.')
    .replace(/^[&*]+/, '');
}
