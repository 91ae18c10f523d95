import type { Callers } from '../callers.ts';
import { packRule } from '../flow-graph.ts';
import { Rule } from '../rule.ts';
import { Shape, Value } from '../values.ts';
import { BuiltinCall, type Model } from './builtin-call.ts';
import { builtinsOf } from './tables.ts';

/** Name of whatever a thing outside the repository gives back. */
export const OPAQUE = '()';

/**
 * Runs the model of an external function or built-in method for a call that reaches it; what has no
 * model gives an opaque result.
 */
export function runBuiltin(callers: Callers, call: number, value: number): void {
  const { solving, calls } = callers;
  const { names, values } = solving.world;
  const isMethod = values.kind(value) === Value.method;
  const model = modelOf(callers, call, value);
  if (model !== undefined && solving.world.settings.level === 'full') {
    model(new BuiltinCall(callers, call, isMethod ? values.b(value) : -1));
    return;
  }
  if (handsToStrangers(callers, call)) callHanded(callers, call);
  passWrapped(callers, call);
  const result = calls.result(call);
  if (result >= 0) solving.graph.add(result, values.intern(Value.external, names.intern(OPAQUE)));
}

/** What lies outside of the repository is taken to call the functions it is handed. */
function handsToStrangers({ calls, solving }: Callers, call: number): boolean {
  const { language } = calls.context(call).file;
  return (
    language.modules === 'javascript' &&
    solving.world.settings.level === 'full' &&
    !calls.isImplied(call)
  );
}

function callHanded(callers: Callers, call: number): void {
  const run = new BuiltinCall(callers, call, -1);
  for (const argument of run.argumentsFrom(0)) {
    const result = run.invoke(argument, []);
    // `lazy(() => import('./page'))`: what the module is for is what is wrapped.
    const awaited = run.temporary();
    callers.solving.graph.addConstraint(result, packRule(Rule.await, awaited), 0, 0);
    wrapTo(run, run.member(awaited, 'default'));
  }
}

/** What lies outside may wrap the functions and classes it is handed. */
function passWrapped(callers: Callers, call: number): void {
  const { calls, solving } = callers;
  const { modules } = calls.context(call).file.language;
  if (modules !== 'javascript' || calls.isImplied(call) || calls.result(call) < 0) return;
  if (solving.world.settings.level !== 'full') return;
  const run = new BuiltinCall(callers, call, -1);
  for (const argument of run.argumentsFrom(0)) wrapTo(run, argument);
}

function wrapTo(run: BuiltinCall, node: number): void {
  const { values } = run.callers.solving.world;
  run.watch(node, (value) => {
    const object = run.callers.solving.world.object(value);
    if (values.kind(value) === Value.wrapped) run.giveValue(value);
    else if (object?.kind === 'function' || object?.kind === 'class')
      run.giveValue(values.intern(Value.wrapped, value));
  });
}

function modelOf({ solving, calls }: Callers, call: number, value: number): Model | undefined {
  const { world } = solving;
  const builtins = builtinsOf(calls.context(call).file.language);
  if (builtins === undefined) return undefined;
  const name = world.names.text(world.values.a(value));
  if (world.values.kind(value) === Value.external) return builtins.functions.get(name);
  const isOnFunction = world.function(world.values.b(value)) !== undefined;
  return (
    (isOnFunction ? builtins.functionMethods.get(name) : undefined) ?? builtins.methods.get(name)
  );
}

/** Calls a function together with what `partial` or `bind` gave it before. */
export function callPartial(callers: Callers, call: number, value: number): void {
  const { solving } = callers;
  const { values } = solving.world;
  const shape = values.b(value);
  if ((shape & 7) !== Shape.partial) return;
  const run = new BuiltinCall(callers, call, value);
  const given = Array.from({ length: shape >> 3 }, (_, index) => run.slot(value, `[${index}]`));
  const callee = run.slot(value, 'func');
  const args = [...given, ...run.argumentsFrom(0)];
  run.invoke(callee, args, { result: run.result, self: run.slot(value, '()this') });
}
