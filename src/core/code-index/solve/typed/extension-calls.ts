import type { Callers } from '../callers.ts';
import { packRule } from '../flow-graph.ts';
import { connectFreeName } from '../imports.ts';
import { Rule } from '../rule.ts';

/**
 * `x.M(a)` in C# may call an extension method M that some namespace in view has, with x as its
 * first argument.
 */
export function installExtensionCall({ solving, calls }: Callers, call: number): void {
  const context = calls.context(call);
  const { graph, world } = solving;
  if (context.file.language.modules !== 'csharp') return;
  const property = calls.property(call);
  const receiver = calls.receiver(call);
  if (property < 0 || receiver < 0) return;
  const callee = solving.temporary(context);
  const name = world.names.intern(`()extension ${world.names.text(property)}`);
  connectFreeName(solving, context, { name, node: callee });
  const given = [receiver];
  for (let index = 0; index < calls.argumentCount(call); index++)
    given.push(calls.argument(call, index));
  const result = calls.result(call);
  const implied = calls.addImplied(call, { callee, arguments: given, result });
  calls.extensions.add(implied);
  calls.methods.add(implied);
  graph.addConstraint(callee, packRule(Rule.callFunction, implied), 0, 0);
}
