import type { ParameterFact } from '../facts.ts';
import type { CallList } from './call-list.ts';
import { packRule } from './flow-graph.ts';
import { Rule } from './rule.ts';
import type { Solving } from './solving.ts';

/**
 * A function that is handed to a parameter with a function type is given what that type says,
 * whether or not anybody calls it in sight: so its own parameters have the types the compiler gives
 * them.
 */
export function expectCallback(
  solving: Solving,
  calls: CallList,
  call: number,
  handed: { node: number; callee: number; index: number; parameter: ParameterFact },
): void {
  const context = calls.context(call);
  const { names } = solving.world;
  const cell = (what: number | 'this'): number =>
    solving.readCell(context, handed.callee, names.intern(`()give${handed.index}.${what}`));
  const given = Array.from({ length: handed.parameter.expects ?? 0 }, (_, index) => cell(index));
  const self = handed.parameter.expectsThis === true ? cell('this') : -1;
  const supposed = calls.addImplied(call, {
    callee: handed.node,
    arguments: given,
    result: -1,
    isSupposed: true,
  });
  solving.graph.addConstraint(handed.node, packRule(Rule.call, supposed), self + 1, 0);
}
