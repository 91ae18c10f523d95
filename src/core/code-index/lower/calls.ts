import type { CallSite } from '../call-site.ts';
import { Op } from '../facts.ts';
import type { Form } from '../forms.ts';
import { spreadValue } from './containers.ts';
import { part, textOf } from './form-parts.ts';
import { holdTypeArguments } from './javascript/declared-values.ts';
import { readReceiver } from './javascript/receiver-type.ts';
import { lowerImplicitCall } from './implicit-calls.ts';
import type { Lowering } from './lowering.ts';
import { hasArities, ownReceiver, readCallee } from './overloads.ts';
import { isPropertyCall, lowerPropertyCall } from './properties.ts';
import { readSuper } from './receivers.ts';
import { findBinding } from './scope.ts';
import { enclosingPath } from './symbols.ts';
import { typeWords } from './type-words.ts';
import { isLibraryType, lowerType, lowerTypeName } from './types.ts';
import { isUnevaluated } from './unevaluated.ts';

const LONGEST_CALLEE = 80;

/** Lowers a call and returns the variable of its result. */
export function lowerCall(lowering: Lowering, form: Form): number {
  const callee = part(form, 'callee');
  if (callee === undefined) {
    for (const child of form.children) lowering.run(child);
    return -1;
  }
  if (isUnevaluated(lowering, callee)) return -1;
  if (isSuperCall(lowering, callee)) return lowerSuperCall(lowering, form);
  if (isPropertyCall(lowering, callee)) return lowerPropertyCall(lowering, form);
  const collection = lowerNewCollection(lowering, form, callee);
  if (collection >= 0) return collection;
  const { facts } = lowering;
  const site: CallSite = {
    line: form.line,
    column: form.column,
    caller: lowering.frame.symbol,
    callee: -1,
    receiver: -1,
    property: -1,
    result: -1,
    text: facts.string(
      lowering.text.slice(callee.start, Math.min(callee.end, callee.start + LONGEST_CALLEE)),
    ),
    isNew: form.kind === 'new',
    isImplied: false,
    arguments: [],
    keywords: [],
  };
  lowerCallee(lowering, form, { callee, site });
  lowerArguments(lowering, form, site);
  site.result = facts.variable();
  facts.call(site);
  if (site.property >= 0) makeInstance(lowering, site);
  if (site.isNew) holdTypeArguments(lowering, form, site.result);
  return site.result;
}

/**
 * `object.__new__(cls)`, by whatever path it is reached, makes an instance of the class it is
 * given.
 */
function makeInstance({ facts, language }: Lowering, site: CallSite): void {
  const [given] = site.arguments;
  if (language.id !== 'python' || given === undefined || given.variable < 0) return;
  if (facts.text(site.property) === '__new__') facts.emit(Op.instance, site.result, given.variable);
}

/**
 * `new ArrayList<Item>(items)` makes a collection of the language's library; -1 for anything else.
 */
function lowerNewCollection(lowering: Lowering, form: Form, callee: Form): number {
  if (form.kind !== 'new' || !hasArities(lowering.language)) return -1;
  const named = part(callee, 'name') ?? callee;
  const name = textOf(lowering.text, named).replace(/^.*\./s, '');
  const isLibrary = typeWords(lowering.language).collections.has(name);
  if (!isLibrary || !isLibraryType(lowering, name)) return -1;
  const { facts } = lowering;
  const list = facts.container('list', enclosingPath(lowering));
  const promised = callee.kind === 'type' ? lowerType(lowering, callee) : -1;
  if (promised >= 0) facts.store(list, '*', facts.derive(Op.element, promised));
  for (const child of form.children) {
    if (child === callee) continue;
    const value = lowering.evaluate(child);
    if (value >= 0) facts.store(list, '*', facts.derive(Op.element, value));
  }
  return list;
}

/**
 * A call of a bare name: of a method of the class around where that must be meant, else of whatever
 * the name may mean.
 */
function lowerBareCall(
  lowering: Lowering,
  name: string,
  { site, count }: { site: CallSite; count: number },
): void {
  const receiver = ownReceiver(lowering, name, count);
  if (receiver < 0) {
    site.callee = readCallee(lowering, name, count);
    return;
  }
  site.receiver = receiver;
  site.property = lowering.facts.string(name);
}

function argumentCount(form: Form): number {
  return form.children.filter((child) => child.role === 'argument' || child.kind === 'keyword')
    .length;
}

function lowerCallee(
  lowering: Lowering,
  form: Form,
  { callee, site }: { callee: Form; site: CallSite },
): void {
  const object = callee.kind === 'member' ? part(callee, 'object') : undefined;
  const property = callee.kind === 'member' ? part(callee, 'property') : undefined;
  if (object === undefined || property === undefined || isClassOf(lowering, property)) {
    if (callee.kind === 'name' && lowerImplicitCall(lowering, textOf(lowering.text, callee), site))
      return;
    if (form.kind === 'new' && hasArities(lowering.language))
      site.callee =
        callee.kind === 'class' ? lowering.evaluate(callee) : lowerTypeName(lowering, callee);
    else if (callee.kind === 'name' && hasArities(lowering.language))
      lowerBareCall(lowering, textOf(lowering.text, callee), { site, count: argumentCount(form) });
    else site.callee = lowering.evaluate(callee);
    return;
  }
  site.receiver = readReceiver(lowering, object);
  site.property = lowering.facts.string(textOf(lowering.text, property));
  const otherwise = part(form, 'otherwise');
  if (otherwise !== undefined) site.callee = lowering.evaluate(otherwise);
}

/** `x.__class__(…)` calls the class that it reads. */
function isClassOf({ text }: Lowering, property: Form): boolean {
  return property.end - property.start === 9 && textOf(text, property) === '__class__';
}

function lowerArguments(lowering: Lowering, form: Form, site: CallSite): void {
  const { facts } = lowering;
  for (const child of form.children) {
    if (child.role === 'callee' || child.role === 'otherwise' || child.kind === 'comment') continue;
    if (child.kind === 'keyword') {
      const name = part(child, 'name');
      const value = part(child, 'value');
      site.keywords.push({
        name: name === undefined ? -1 : facts.string(textOf(lowering.text, name)),
        variable: value === undefined ? -1 : lowering.evaluate(value),
      });
    } else if (child.kind === 'spread') {
      const variable = spreadValue(lowering, child);
      if (child.variant === 'map') site.keywords.push({ name: -1, variable });
      else site.arguments.push({ variable, isSpread: true });
    } else if (child.role === 'argument') {
      site.arguments.push({ variable: lowering.evaluate(child), isSpread: false });
    } else lowering.run(child);
  }
}

/** Python writes `super` as a call of a builtin. */
function isSuperCall(lowering: Lowering, callee: Form): boolean {
  return (
    callee.kind === 'name' &&
    callee.end - callee.start === 5 &&
    lowering.language.receiver === 'first_parameter' &&
    textOf(lowering.text, callee) === 'super' &&
    findBinding(lowering.scope, 'super') === null
  );
}

function lowerSuperCall(lowering: Lowering, form: Form): number {
  for (const child of form.children) if (child.role === 'argument') lowering.evaluate(child);
  return readSuper(lowering);
}
