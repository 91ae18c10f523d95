import { Op, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import type { SymbolKind } from '../symbols.ts';
import { runInBlock } from './block-values.ts';
import { lowerExtension } from './extensions.ts';
import { lowerBranch, lowerLoop } from './flow.ts';
import { hasFlag, part, textOf } from './form-parts.ts';
import { lowerReturn } from './results.ts';
import { moduleVariable } from './add-import.ts';
import { lowerImport } from './imports.ts';
import { hasLinkage, readLinked, storeLinked } from './linkage.ts';
import { lowerPositions } from './positions.ts';
import { exportWhole, isWholeExport } from './javascript/commonjs.ts';
import { caughtValue, throwValue } from './javascript/exceptions.ts';
import { noteLiteral } from './javascript/implementing-literals.ts';
import { mergeDeclarations } from './javascript/declarations.ts';
import { declaredValue } from './javascript/declared-values.ts';
import { isField, isNamedDefinition, lowerField, runStaticBlock } from './javascript/fields.ts';
import { type Lowering, runAll } from './lowering.ts';
import { constructRaised, enteredValue, iterationValue } from './protocols.ts';
import { assignPaired, mayPair } from './paired-assignment.ts';
import { assignTo, bindValue } from './patterns.ts';
import { bindingIn, openScope } from './scope.ts';
import { addSymbol } from './symbols.ts';
import { lowerType } from './types.ts';
import { wrappingSymbol } from './wrapped-names.ts';

type Run = (lowering: Lowering, form: Form) => void;

const nothing: Run = () => {};

const statements = new Map<string, Run>([
  ['group', (lowering, form) => runAll(lowering, form.children)],
  ['arm', (lowering, form) => runAll(lowering, form.children)],
  ['block', runBlock],
  ['decorator', (lowering, form) => lowering.statement.decorators.push(form)],
  ['extension', lowerExtension],
  ['branch', lowerBranch],
  ['iterate', lowerIterate],
  ['loop', (lowering, form) => lowerLoop(lowering, form, () => runBlock(lowering, form))],
  ['with', lowerWith],
  ['catch', lowerCatch],
  ['return', lowerReturn],
  ['throw', lowerThrow],
  ['variable', lowerVariable],
  ['import', lowerImport],
  ['include', lowerImport],
  ['export', lowerExport],
  ['using', openNamespace],
  ['global', nothing],
  ['comment', nothing],
  ['docstring', nothing],
  ['type', nothing],
  ['package', nothing],
]);

/** Lowers a statement; expressions that stand alone are evaluated for their calls. */
export function runForm(lowering: Lowering, form: Form): void {
  if (lowering.statement.blockValue >= 0)
    runInBlock(lowering, form, (inner) => runPlain(lowering, inner));
  else runPlain(lowering, form);
}

/** Runs a form by its kind alone. */
export function runPlain(lowering: Lowering, form: Form): void {
  const run = statements.get(form.kind);
  if (run === undefined) lowering.evaluate(form);
  else run(lowering, form);
}

/** `using namespace a`: the names of a are seen from here to the end of the scope. */
function openNamespace(lowering: Lowering, form: Form): void {
  const source = part(form, 'source');
  const space = source === undefined ? -1 : lowering.evaluate(source);
  if (space >= 0) lowering.scope.opened.push(space);
}

function runBlock(lowering: Lowering, form: Form): void {
  if (form.variant === 'static') {
    runStaticBlock(lowering, () =>
      runInOwnBlock(lowering, form, () => runAll(lowering, form.children)),
    );
    return;
  }
  runInOwnBlock(lowering, form, () => runAll(lowering, form.children));
}

/** Opens the scope a form has of its own in block-scoped languages. */
function runInOwnBlock(lowering: Lowering, form: Form, run: () => void): void {
  const names = lowering.names.survey.scopes.get(form);
  if (names === undefined) {
    run();
    return;
  }
  const outer = lowering.scope;
  lowering.scope = openScope(
    'block',
    { parent: outer, frame: lowering.frame, names },
    outer.symbol,
  );
  run();
  lowering.scope = outer;
}

function lowerIterate(lowering: Lowering, form: Form): void {
  const left = part(form, 'left');
  const right = part(form, 'right');
  const value = right === undefined ? -1 : iterationValue(lowering, right);
  lowerLoop(lowering, form, () =>
    runInOwnBlock(lowering, form, () => {
      if (left !== undefined) assignTo(lowering, left, typedElement(lowering, left, value));
      for (const child of form.children) if (child !== left && child !== right) lowering.run(child);
    }),
  );
}

/** The element of each round, with what its declared type promises. */
function typedElement(lowering: Lowering, left: Form, value: number): number {
  return left.kind === 'variable' ? withType(lowering, value, part(left, 'type')) : value;
}

function lowerWith(lowering: Lowering, form: Form): void {
  const value = part(form, 'value');
  const left = part(form, 'left');
  const variable =
    value === undefined ? -1 : enteredValue(lowering, form, lowering.evaluate(value));
  if (left !== undefined) assignTo(lowering, left, variable);
  for (const child of form.children) if (child !== value && child !== left) lowering.run(child);
}

function lowerCatch(lowering: Lowering, form: Form): void {
  const left = part(form, 'left');
  const type = part(form, 'type');
  const body = part(form, 'body');
  const promised = type === undefined ? -1 : lowerType(lowering, type);
  if (left !== undefined)
    assignTo(lowering, left, type === undefined ? caughtValue(lowering) : promised);
  for (const child of form.children)
    if (child !== left && child !== type && child !== body) lowering.run(child);
  if (body !== undefined) lowering.run(body);
}

const VARIABLE_KINDS = new Map<string, SymbolKind>([
  ['constant', 'constant'],
  ['field', 'field'],
  ['namespace', 'namespace'],
  ['method', 'method'],
  ['enum_member', 'enum_member'],
  ['module', 'module'],
]);

/** A declaration with or without a value. */
function lowerVariable(lowering: Lowering, form: Form): void {
  if (isField(lowering, form)) {
    lowerField(lowering, form);
    return;
  }
  const target = part(form, 'name') ?? part(form, 'pattern');
  const value = part(form, 'value');
  const type = part(form, 'type');
  if (target === undefined) {
    runAll(lowering, form.children);
    return;
  }
  if (!isNamedDefinition(value))
    defineTargets(lowering, target, form, VARIABLE_KINDS.get(form.variant));
  const symbol = wrappingSymbol(lowering, target, value);
  const given = value === undefined ? -1 : lowering.evaluate(value);
  const wrapping = { symbol, result: lowering.facts.lastResult };
  if (value !== undefined && type !== undefined) lowerPositions(lowering, value, type, given);
  noteLiteral(lowering, type, { value, variable: given });
  const held = declaredValue(lowering, type, given);
  const variable = withLinked(lowering, besideName(lowering, held, wrapping), form);
  if (value === undefined && type === undefined && variable < 0) return;
  if (isMember(lowering, target))
    bindValue(lowering, bindingIn(lowering.scope, textOf(lowering.text, target)), variable);
  else assignTo(lowering, target, besideType(lowering, target, variable));
}

/** A value, and the name it is given by what wrapped it; -1 for a symbol that nothing wrapped. */
function besideName(
  { facts }: Lowering,
  value: number,
  { symbol, result }: { symbol: number; result: number },
): number {
  if (symbol < 0) return value;
  const named = facts.variable(facts.originOf(value));
  facts.copy(named, value);
  facts.wrap(named, facts.nameObject(symbol), result);
  return named;
}

/** A constant may have the name of a type declared before it. */
function besideType(lowering: Lowering, target: Form, variable: number): number {
  const isJoined = lowering.language.trustsTypes && target.kind === 'name' && variable >= 0;
  return isJoined ? mergeDeclarations(lowering, textOf(lowering.text, target), variable) : variable;
}

/**
 * Whether a declaration in a class body is of a member that no code inside sees by its bare name.
 */
function isMember({ scope }: Lowering, target: Form): boolean {
  return scope.kind === 'class' && scope.names.seenBy === 'none' && target.kind === 'name';
}

/** A variable that other files may share holds what any of them puts into it. */
function withLinked(lowering: Lowering, value: number, form: Form): number {
  const name = part(form, 'name');
  const isShared =
    lowering.scope.kind === 'module' &&
    form.variant === '' &&
    hasLinkage(lowering) &&
    !hasFlag(form, 'private');
  if (name === undefined || !isShared) return value;
  const text = textOf(lowering.text, name);
  const shared = lowering.facts.variable(Origin.scope);
  lowering.facts.copy(shared, value);
  lowering.facts.copy(shared, readLinked(lowering, text));
  storeLinked(lowering, text, value);
  return shared;
}

/** A value together with what its declared type promises. */
function withType(lowering: Lowering, value: number, type: Form | undefined): number {
  return declaredValue(lowering, type, value);
}

/** Adds symbols for the names in a target, at module and class level. */
function defineTargets(lowering: Lowering, target: Form, form: Form, kind?: SymbolKind): void {
  const { scope } = lowering;
  if ((scope.kind !== 'module' && scope.kind !== 'class') || form.variant === 'use') return;
  if (target.kind === 'name') {
    const name = textOf(lowering.text, target);
    const found = kind ?? (scope.holder.enumMembers === null ? variableKind(name) : 'enum_member');
    if (found === 'enum_member') scope.holder.enumMembers?.push(name);
    addSymbol(lowering, { name, kind: found }, form, { nameForm: target });
  } else if (target.kind !== 'member' && target.kind !== 'subscript')
    for (const child of target.children) defineTargets(lowering, child, form, kind);
}

const CONSTANT_NAME = /^_*[A-Z][A-Z0-9_]*$/;

function variableKind(name: string): SymbolKind {
  return CONSTANT_NAME.test(name) ? 'constant' : 'variable';
}

/** Lowers `throw`; Python makes an instance of a class that is raised by its bare name. */
function lowerThrow(lowering: Lowering, form: Form): void {
  if (lowering.language.modules === 'javascript') {
    throwValue(lowering, form);
    return;
  }
  for (const child of form.children) {
    const isBare = child.role === 'value' && (child.kind === 'name' || child.kind === 'member');
    if (isBare && lowering.language.receiver === 'first_parameter')
      constructRaised(lowering, child);
    else lowering.run(child);
  }
}

/** Lowers an assignment; its value is what was assigned. */
export function lowerAssign(lowering: Lowering, form: Form): number {
  const left = part(form, 'left');
  const right = part(form, 'right');
  if (left === undefined) return -1;
  if (right !== undefined && mayPair(left, right)) {
    if (lowering.language.scoping === 'function') defineTargets(lowering, left, form);
    assignPaired(lowering, left, right);
    return -1;
  }
  const given = right === undefined ? -1 : lowering.evaluate(right);
  const result = lowering.facts.lastResult;
  const value = withType(lowering, given, part(form, 'type'));
  if (form.variant === 'logical') return assignLogical(lowering, left, value);
  if (form.variant === 'augmented') {
    lowerAugmented(lowering, left, value);
    return -1;
  }
  const isDefining = lowering.language.scoping === 'function';
  if (isDefining) defineTargets(lowering, left, form);
  const symbol = isDefining ? wrappingSymbol(lowering, left, right) : -1;
  if (right !== undefined || value >= 0)
    assignTo(lowering, left, besideName(lowering, value, { symbol, result }));
  if (isWholeExport(lowering, left)) exportWhole(lowering, value, right);
  return value;
}

/** `a ||= b` leaves what a was, or makes it b. */
function assignLogical(lowering: Lowering, left: Form, value: number): number {
  const { facts } = lowering;
  const either = facts.variable(Origin.scope);
  facts.copy(either, lowering.evaluate(left));
  facts.copy(either, value);
  assignTo(lowering, left, either);
  return either;
}

/** `a += b` keeps what a was, and gives a list the elements of b. */
function lowerAugmented(lowering: Lowering, left: Form, value: number): void {
  const { facts } = lowering;
  const old = lowering.evaluate(left);
  if (old >= 0 && value >= 0) facts.emit(Op.merge, old, value);
}

function lowerExport(lowering: Lowering, form: Form): void {
  const module = moduleVariable(lowering);
  const value = part(form, 'value');
  if (value !== undefined) {
    const exported = lowering.evaluate(value);
    lowering.facts.store(module, 'default', exported);
    if (hasFlag(form, 'whole')) exportWhole(lowering, exported, value);
  }
  for (const child of form.children) {
    if (child === value) continue;
    if (child.kind === 'item') exportItem(lowering, child);
    else {
      lowering.run(child);
      exportDefault(lowering, form, child);
    }
  }
}

function exportItem(lowering: Lowering, item: Form): void {
  const name = part(item, 'name') ?? item;
  const alias = part(item, 'alias') ?? name;
  const variable = lowering.evaluate({ ...name, kind: 'name' });
  lowering.facts.store(moduleVariable(lowering), textOf(lowering.text, alias), variable);
}

/** `export default function f` makes the definition the module's default. */
function exportDefault(lowering: Lowering, form: Form, child: Form): void {
  const name = part(child, 'name');
  if (!hasFlag(form, 'default') || name === undefined) return;
  const variable = lowering.evaluate({ ...name, kind: 'name' });
  lowering.facts.store(moduleVariable(lowering), 'default', variable);
}
