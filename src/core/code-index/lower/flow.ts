import type { Form } from '../forms.ts';
import { Origin } from '../facts.ts';
import { part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { assignTo } from './patterns.ts';
import { type Binding, findBinding, resetVersion } from './scope.ts';
import { lowerType } from './types.ts';

/** The versions of the names a stretch of code changed, at its end. */
type Versions = Map<Binding, number>;

/**
 * Lowers arms that exclude each other, each from the same start, and merges the versions they end
 * with.
 */
export function lowerBranch(lowering: Lowering, form: Form): void {
  if (form.variant === 'try') {
    lowerTry(lowering, form);
    return;
  }
  const ends: Versions[] = [];
  let hasElse = false;
  let enter = (_arm: Form): void => {};
  for (const child of form.children) {
    if (child.kind !== 'arm') {
      enter = lowerCondition(lowering, child);
      continue;
    }
    if (child.variant === 'else') hasElse = true;
    const end = lowerArm(lowering, child, enter);
    if (form.variant !== 'match') enter = () => {};
    if (!endsElsewhere(child)) ends.push(end);
  }
  mergeEnds(lowering, ends, hasElse);
}

/** Evaluates what decides a branch; returns what then is known in the arm behind it. */
function lowerCondition(lowering: Lowering, condition: Form): (arm: Form) => void {
  if (condition.role === 'subject') {
    const subject = lowering.evaluate(condition);
    return (arm) => {
      const pattern = part(arm, 'left');
      if (pattern !== undefined) assignTo(lowering, pattern, subject);
    };
  }
  lowering.run(condition);
  if (isTypeChecking(lowering, condition))
    return () => {
      lowering.statement.isTypeOnly = true;
    };
  return () => narrow(lowering, condition);
}

function isTypeChecking(lowering: Lowering, condition: Form): boolean {
  const name = condition.kind === 'member' ? part(condition, 'property') : condition;
  return name?.kind === 'name' && textOf(lowering.text, name) === 'TYPE_CHECKING';
}

/** Where `isinstance(x, T)` holds, x is also a T. */
function narrow(lowering: Lowering, condition: Form): void {
  if (condition.kind === 'either' && isConjunction(lowering, condition)) {
    for (const child of condition.children) narrow(lowering, child);
    return;
  }
  const [subject, type] = testedType(lowering, condition);
  if (subject?.kind !== 'name' || type === undefined) return;
  const binding = findBinding(lowering.scope, textOf(lowering.text, subject));
  if (binding === null || binding.scope.frame !== lowering.frame || binding.isPinned) return;
  const promised = lowerType(lowering, type);
  if (promised < 0) return;
  const known = lowering.facts.variable(Origin.type);
  lowering.facts.copy(known, binding.current);
  lowering.facts.copy(known, promised);
  resetVersion(binding, known);
}

/** What `isinstance(x, T)` and `x instanceof T` test, and for what. */
function testedType(lowering: Lowering, condition: Form): (Form | undefined)[] {
  if (condition.kind === 'narrowing') return [part(condition, 'subject'), part(condition, 'type')];
  const callee = condition.kind === 'call' ? part(condition, 'callee') : undefined;
  if (callee === undefined || textOf(lowering.text, callee) !== 'isinstance') return [];
  return condition.children.filter((child) => child.role === 'argument');
}

function isConjunction(lowering: Lowering, condition: Form): boolean {
  const [left, right] = condition.children;
  if (condition.children.length === 1 || condition.variant === 'and') return true;
  return (
    left !== undefined &&
    right !== undefined &&
    lowering.text.slice(left.end, right.start).trim() === 'and'
  );
}

function lowerArm(lowering: Lowering, arm: Form, enter: (arm: Form) => void = () => {}): Versions {
  const { journal } = lowering.frame;
  const mark = journal.length;
  const outerTypeOnly = lowering.statement.isTypeOnly;
  enter(arm);
  for (const child of arm.children) {
    if (child.role === 'left') continue;
    lowering.run(child);
    if (child.kind === 'call' || child.kind === 'either') narrow(lowering, child);
  }
  lowering.statement.isTypeOnly = outerTypeOnly;
  const end: Versions = new Map();
  for (let at = journal.length - 1; at >= mark; at--) {
    const { binding, previous } = journal[at] ?? { binding: null, previous: -1 };
    if (binding === null) continue;
    if (!end.has(binding)) end.set(binding, binding.current);
    binding.current = previous;
  }
  journal.length = mark;
  return end;
}

/** Any statement of a try may fail: what follows sees the names as they were and as they became. */
function lowerTry(lowering: Lowering, form: Form): void {
  for (const child of form.children) {
    if (child.kind === 'arm') mergeEnds(lowering, [lowerArm(lowering, child)], false);
    else lowering.run(child);
  }
}

function mergeEnds(lowering: Lowering, ends: readonly Versions[], hasElse: boolean): void {
  const changed = new Set<Binding>();
  for (const end of ends) for (const binding of end.keys()) changed.add(binding);
  for (const binding of changed) {
    const inputs = new Set(ends.map((end) => end.get(binding) ?? binding.current));
    if (!hasElse) inputs.add(binding.current);
    inputs.delete(-1);
    resetVersion(binding, joinVariables(lowering, [...inputs]));
  }
}

function joinVariables(lowering: Lowering, inputs: readonly number[]): number {
  const [first, ...others] = inputs;
  if (first === undefined) return -1;
  if (others.length === 0) return first;
  const joined = lowering.facts.variable(lowering.facts.originOf(first));
  for (const input of inputs) lowering.facts.copy(joined, input);
  return joined;
}

const LEAVING = new Set(['return', 'throw']);

/**
 * Whether an arm's last statement leaves the function, so that nothing after the branch sees its
 * assignments.
 */
function endsElsewhere(arm: Form): boolean {
  const last = arm.children.at(-1);
  if (last === undefined) return false;
  if (LEAVING.has(last.kind)) return true;
  return (last.kind === 'group' || last.kind === 'block') && endsElsewhere(last);
}

/** Lowers the body of a loop: at its head a name may have any version the body gives it. */
export function lowerLoop(lowering: Lowering, form: Form, body: () => void): void {
  const heads: Binding[] = [];
  for (const name of lowering.names.survey.loops.get(form) ?? []) {
    const binding = findBinding(lowering.scope, name);
    if (binding === null || binding.isPinned || binding.scope.frame !== lowering.frame) continue;
    const head = lowering.facts.variable(lowering.facts.originOf(binding.current));
    lowering.facts.copy(head, binding.current);
    resetVersion(binding, head);
    binding.loopHeads.push(head);
    heads.push(binding);
  }
  body();
  for (const binding of heads) {
    const head = binding.loopHeads.pop() ?? -1;
    resetVersion(binding, head);
  }
}
