import { Op, Origin } from '../facts.ts';
import type { Language } from '../conventions.ts';
import type { Form } from '../forms.ts';
import { constantText, part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { hasLinkage, storeLinked } from './linkage.ts';
import { readFreeName } from './free-names.ts';
import { callImplied } from './protocols.ts';
import { type Binding, bindVariable, findBinding, type Scope } from './scope.ts';
import { enclosingPath } from './symbols.ts';
import { keyArgument, keyText } from './texts.ts';
import { lowerType } from './types.ts';

/** Assigns a value to a target: a name, a member, an element, or a pattern of them. */
export function assignTo(lowering: Lowering, target: Form, value: number): void {
  switch (target.kind) {
    case 'name':
      assignName(lowering, textOf(lowering.text, target), value);
      return;
    case 'member':
      assignMember(lowering, target, value);
      return;
    case 'subscript':
      assignElement(lowering, target, value);
      return;
    case 'pattern':
      assignPattern(lowering, target, value);
      return;
    case 'list':
      assignList(lowering, target, value);
      return;
    case 'group':
    case 'either':
      for (const child of target.children) assignTo(lowering, child, value);
      return;
    case 'variable': {
      const declared = part(target, 'name') ?? part(target, 'pattern');
      if (declared !== undefined) assignTo(lowering, declared, value);
      return;
    }
    default:
  }
}

function assignPattern(lowering: Lowering, target: Form, value: number): void {
  switch (target.variant) {
    case 'dict':
      assignDict(lowering, target, value);
      return;
    case 'default':
      assignDefault(lowering, target, value);
      return;
    case 'class':
      for (const child of target.children)
        if (child.role !== 'type') assignClassPart(lowering, child, value);
      return;
    case 'as':
      assignAlias(lowering, target, value);
      return;
    case 'variant':
      assignVariant(lowering, target);
      return;
    case 'values': {
      const element = value < 0 ? -1 : lowering.facts.derive(Op.element, value);
      for (const child of target.children) assignTo(lowering, child, element);
      return;
    }
    default:
      assignList(lowering, target, value);
  }
}

/**
 * `Shape::Circle(r)` takes the fields of the variant, whatever value is matched: only its own
 * instances match.
 */
function assignVariant(lowering: Lowering, target: Form): void {
  const type = part(target, 'type');
  const held = type === undefined ? -1 : lowerType(lowering, type);
  for (const child of target.children) {
    const key = part(child, 'key');
    const value = part(child, 'value');
    if (key !== undefined && value !== undefined)
      assignTo(lowering, value, lowering.facts.load(held, textOf(lowering.text, key)));
  }
}

/** `left = right` inside a pattern: the value, or else what stands right. */
function assignDefault(lowering: Lowering, target: Form, value: number): void {
  const left = part(target, 'left');
  const right = part(target, 'right');
  if (left === undefined || right === undefined) return;
  const either = lowering.facts.variable(Origin.parameter);
  lowering.facts.copy(either, value);
  lowering.facts.copy(either, lowering.evaluate(right));
  assignTo(lowering, left, either);
}

/** `Point(x=a)` binds a to the attribute x; positional parts are not followed. */
function assignClassPart(lowering: Lowering, child: Form, value: number): void {
  if (child.kind !== 'pair') {
    assignTo(lowering, child, -1);
    return;
  }
  const key = part(child, 'key');
  const target = part(child, 'value');
  if (key !== undefined && target !== undefined)
    assignTo(lowering, target, lowering.facts.load(value, textOf(lowering.text, key)));
}

/** `case Add() as a`: what matched is an Add. */
function assignAlias(lowering: Lowering, target: Form, value: number): void {
  for (const child of target.children) {
    const matched = child.kind === 'name' ? narrowed(lowering, target, value) : value;
    assignTo(lowering, child, matched);
  }
}

function narrowed(lowering: Lowering, target: Form, value: number): number {
  const { facts } = lowering;
  const type = target.children
    .map((child) => part(child, 'type'))
    .find((found) => found !== undefined);
  if (type === undefined) return value;
  const matched = facts.variable(Origin.type);
  facts.copy(matched, value);
  facts.copy(matched, lowerType(lowering, type));
  return matched;
}

/**
 * Gives a name a value: a fresh version of its binding; in languages without declarations outside
 * of any binding a free name.
 */
export function assignName(lowering: Lowering, name: string, value: number): void {
  const binding = findBinding(lowering.scope, name);
  if (assignField(lowering, name, value)) return;
  if (binding === null) {
    if (hasLinkage(lowering)) storeLinked(lowering, name, value);
    lowering.facts.copy(readFreeName(lowering, name), value);
    return;
  }
  bindValue(lowering, binding, value);
}

/**
 * Where a name may mean a field of `this`: one that no block or function on the way declares, and
 * that is no variable of the file.
 */
function assignField(lowering: Lowering, name: string, value: number): boolean {
  const { language, frame, facts } = lowering;
  if (!language.implicitReceiver || language.scoping !== 'block' || frame.self < 0) return false;
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent) {
    const isDeclared = scope.names.declared.has(name);
    if (scope.kind !== 'class' && isDeclared) return false;
    if (scope.kind !== 'class' || scope.holder.everywhere >= 0) continue;
    facts.store(frame.self, name, value);
    if (isDeclared) return true;
  }
  return false;
}

/**
 * A new version that holds a value, and is called by the name's scope when it was a mere
 * intermediate value.
 */
export function bindValue(lowering: Lowering, binding: Binding, value: number): void {
  const { facts } = lowering;
  // Where types are declared, a value that is not followed leaves a name the type of its
  // declaration.
  if (value < 0 && binding.current >= 0 && !followsKeys(lowering.language)) return;
  if (value < 0) {
    bindVariable(facts, binding, facts.variable(Origin.scope));
    return;
  }
  const origin = facts.originOf(value);
  const version = facts.variable(origin === Origin.temporary ? Origin.scope : origin);
  facts.copy(version, value);
  bindVariable(facts, binding, version);
}

function assignMember(lowering: Lowering, target: Form, value: number): void {
  const object = part(target, 'object');
  const property = part(target, 'property');
  if (object === undefined || property === undefined) return;
  const receiver = lowering.evaluate(object);
  const { facts, language } = lowering;
  const name = textOf(lowering.text, property);
  if (!language.trustsTypes || object.kind === 'this') facts.store(receiver, name, value);
  else if (receiver >= 0 && value >= 0) facts.emit(Op.write, receiver, facts.string(name), value);
}

function assignElement(lowering: Lowering, target: Form, value: number): void {
  const object = part(target, 'object');
  const key = part(target, 'key');
  if (object === undefined) return;
  const receiver = lowering.evaluate(object);
  const slot = key === undefined ? '*' : constantSlot(lowering, key);
  const keyVariable = key === undefined || slot !== null ? -1 : lowering.evaluate(key);
  if (lowering.language.id === 'python') {
    const given = [keyArgument(lowering, slot, keyVariable), value];
    callImplied(lowering, receiver, '__setitem__', { form: target, arguments: given });
  }
  if (slot !== null) {
    lowering.facts.store(receiver, slot, value);
    return;
  }
  if (receiver < 0 || value < 0) return;
  if (keyVariable >= 0 && followsKeys(lowering.language))
    lowering.facts.emit(Op.storeKey, receiver, keyVariable, value);
  else lowering.facts.store(receiver, '*', value);
}

/**
 * Whether keys known only as values are worth following: tables of functions are a habit of
 * languages without declared types.
 */
export function followsKeys({ modules }: Language): boolean {
  return !['go', 'rust', 'java', 'csharp'].includes(modules);
}

/** The slot of a key that is written as a constant; null for a computed one. */
export function constantSlot(lowering: Lowering, key: Form): string | null {
  if (key.kind === 'number') return `[${textOf(lowering.text, key)}]`;
  if (key.kind !== 'string') return null;
  const content = constantText(lowering.text, key);
  if (content === null) return null;
  return lowering.language.modules === 'javascript' && !isIndex(content)
    ? content
    : `[${keyText(lowering, content)}]`;
}

function isIndex(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}

function assignList(lowering: Lowering, target: Form, value: number): void {
  const { facts } = lowering;
  let index = 0;
  let isAfterStar = false;
  for (const child of target.children) {
    if (child.kind === 'comment') continue;
    if (child.kind === 'spread') {
      const rest = facts.container('list', enclosingPath(lowering));
      if (value >= 0) facts.store(rest, '*', facts.derive(Op.element, value));
      for (const inner of child.children) assignTo(lowering, inner, rest);
      isAfterStar = true;
    } else if (isAfterStar) assignTo(lowering, child, facts.derive(Op.element, value));
    else assignTo(lowering, child, facts.load(value, `[${index}]`));
    index++;
  }
}

function assignDict(lowering: Lowering, target: Form, value: number): void {
  for (const child of target.children) {
    if (child.kind === 'name')
      assignTo(lowering, child, lowering.facts.load(value, textOf(lowering.text, child)));
    else if (child.kind === 'pair') assignPair(lowering, child, value);
    else if (child.kind === 'spread')
      for (const inner of child.children) assignTo(lowering, inner, value);
  }
}

function assignPair(lowering: Lowering, pair: Form, value: number): void {
  const { facts } = lowering;
  const key = part(pair, 'key');
  const target = part(pair, 'value') ?? key;
  if (target === undefined) return;
  const slot =
    key === undefined
      ? '*'
      : (constantSlot(lowering, key) ?? (key.kind === 'name' ? textOf(lowering.text, key) : '*'));
  const read = facts.load(value, slot);
  const fallback = part(pair, 'default');
  if (fallback !== undefined) facts.copy(read, lowering.evaluate(fallback));
  assignTo(lowering, target, read);
}
