import { type ClassFact, type ObjectFact, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import type { SymbolKind } from '../symbols.ts';
import { deriveFromContainers } from './builtin-bases.ts';
import { noteInterface, noteSubclass, readBases, storeInherited } from './class-bases.ts';
import { lowerClassBody } from './class-body.ts';
import { applyDecorators, takeDecorators } from './decorators.ts';
import { isEnumeration, storeEnumMembers } from './enumerations.ts';
import { hasFlag, isDeclaration, part, textOf } from './form-parts.ts';
import { bindDefinition } from './functions.ts';
import { bindAlias, isAlias, mergeDeclarations, openGenerics } from './javascript/declarations.ts';
import {
  hasLinkage,
  linkedName,
  readNamespaceElsewhere,
  readOpenings,
  storeLinked,
} from './linkage.ts';
import { lowerUnderlying } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { linkPackages, openAround, packageVariable } from './namespaces.ts';
import { exactArities, hasArities, qualifiedPath } from './overloads.ts';
import { lowerRecordConstructor } from './record-fields.ts';
import { openScope, type Scope } from './scope.ts';
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
  const object: ObjectFact = {
    kind: 'class',
    symbol,
    key: facts.symbols[symbol]?.path ?? '',
    variable,
    class: describeClass(lowering, form),
  };
  const index = facts.object(object);
  deriveFromContainers(lowering, form, object);
  const names = lowering.names.survey.scopes.get(form);
  if (names !== undefined) {
    const around = { parent: lowering.scope, frame: lowering.frame, names };
    const scope = openScope('class', around, symbol);
    scope.holder.object = index;
    scope.holder.variable = variable;
    const whole = lowerInside(lowering, form, scope, name);
    lowerRecordConstructor(lowering, form, { scope, decorators });
    if (whole >= 0) return whole;
  }
  relateClass(lowering, form, object, name);
  const decorated = applyDecorators(lowering, decorators, variable);
  return declareClass(lowering, form, name, decorated);
}

/**
 * Lowers the body of a class; returns the variable of the class together with its parts elsewhere,
 * -1 where there are none.
 */
function lowerInside(lowering: Lowering, form: Form, scope: Scope, name: string): number {
  const { language } = lowering;
  const { holder } = scope;
  const isNamespace = form.variant === 'namespace';
  holder.isNamespace = isNamespace && language.modules === 'rust';
  if (hasArities(language)) holder.exact = exactArities(lowering.text, part(form, 'body'));
  if (language.modules === 'ruby') {
    holder.reopened = joinNamespace(lowering, name, holder.variable);
    bindDefinition(lowering, name, holder.reopened);
  }
  if (isNamespace && hasLinkage(lowering))
    holder.everywhere = joinNamespace(lowering, name, holder.variable);
  if (isEnumeration(lowering, form)) holder.enumMembers = [];
  openGenerics(lowering, form, scope);
  lowerClassBody(lowering, form, scope);
  storeEnumMembers(lowering, scope);
  if (holder.reopened >= 0) return holder.reopened;
  if (holder.everywhere >= 0) bindDefinition(lowering, name, holder.everywhere);
  return holder.everywhere;
}

/** Registers a class with its packages and bases. */
function relateClass(lowering: Lowering, form: Form, object: ObjectFact, name: string): void {
  const { facts, scope } = lowering;
  const isNested = scope.kind === 'class' && !scope.holder.isNamespace;
  if (hasArities(lowering.language) && isNested && name !== '')
    facts.store(packageVariable(lowering, qualifiedPath(lowering)), name, object.variable);
  noteSubclass(lowering, object.class?.bases ?? [], object.variable);
  noteInterface(lowering, form, object.variable);
  lowerUnderlying(lowering, form, object.variable);
  storeInherited(lowering, form, object.variable);
}

/**
 * Binds the name of a class in the scope around it, and for other files where declarations are
 * linked by name.
 */
function declareClass(lowering: Lowering, form: Form, name: string, variable: number): number {
  const bound = isDeclaration(form) ? mergeDeclarations(lowering, name, variable) : variable;
  if (hasLinkage(lowering) && name !== '' && form.role === '')
    storeLinked(lowering, linkedName(lowering, name), bound);
  if (isDeclaration(form) && name !== '') bindDefinition(lowering, name, bound);
  return bound;
}

function describeClass(lowering: Lowering, form: Form): ClassFact {
  const names = lowering.names.survey.scopes.get(form);
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
  const elsewhere = hasLinkage(lowering)
    ? readNamespaceElsewhere(lowering, name)
    : readOpenings(lowering, name);
  facts.copy(everywhere, elsewhere);
  return everywhere;
}

/**
 * A namespace block of C#: what it defines belongs to the package of its name, whichever files add
 * to it.
 */
function lowerNamespace(lowering: Lowering, form: Form): number {
  const nameForm = part(form, 'name');
  const names = lowering.names.survey.scopes.get(form);
  if (nameForm === undefined || names === undefined) return -1;
  const outer = lowering.names.namespace;
  const own = textOf(lowering.text, nameForm).replaceAll(/\s/g, '');
  lowering.names.namespace = outer === '' ? own : `${outer}.${own}`;
  addSymbol(lowering, { name: own, kind: 'namespace' }, form, { nameForm });
  linkPackages(lowering, lowering.names.namespace);
  openAround(lowering, lowering.names.namespace);
  const around = { parent: lowering.scope, frame: lowering.frame, names };
  const scope = openScope('class', around, lowering.scope.symbol);
  scope.holder.variable = packageVariable(lowering, lowering.names.namespace);
  scope.holder.isNamespace = true;
  lowerClassBody(lowering, form, scope);
  lowering.names.namespace = outer;
  return scope.holder.variable;
}
