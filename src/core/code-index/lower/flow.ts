import type { Form } from '../forms.ts';
import { type Lowering, runAll } from './lowering.ts';
import { type Binding, findBinding, resetVersion } from './scope.ts';

/** The versions of the names a stretch of code changed, at its end. */
type Versions = Map<Binding, number>;

/** Lowers arms that exclude each other, each from the same start, and merges the versions they end with. */
export function lowerBranch(lowering: Lowering, form: Form): void {
  if (form.variant === 'try') {
    lowerTry(lowering, form);
    return;
  }
  const ends: Versions[] = [];
  let hasElse = false;
  for (const child of form.children) {
    if (child.kind !== 'arm') {
      lowering.run(child);
      continue;
    }
    if (child.variant === 'else') hasElse = true;
    const end = lowerArm(lowering, child);
    if (!endsElsewhere(child)) ends.push(end);
  }
  mergeEnds(lowering, ends, hasElse);
}

function lowerArm(lowering: Lowering, arm: Form): Versions {
  const { journal } = lowering.frame;
  const mark = journal.length;
  const outerTypeOnly = lowering.isTypeOnly;
  runAll(lowering, arm.children);
  lowering.isTypeOnly = outerTypeOnly;
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

/** Whether an arm's last statement leaves the function, so that nothing after the branch sees its assignments. */
function endsElsewhere(arm: Form): boolean {
  const last = arm.children.at(-1);
  if (last === undefined) return false;
  if (LEAVING.has(last.kind)) return true;
  return (last.kind === 'group' || last.kind === 'block') && endsElsewhere(last);
}

/** Lowers the body of a loop: at its head a name may have any version the body gives it. */
export function lowerLoop(lowering: Lowering, form: Form, body: () => void): void {
  const heads: Binding[] = [];
  for (const name of lowering.survey.loops.get(form) ?? []) {
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
