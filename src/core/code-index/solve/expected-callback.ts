import type { CallList } from './call-list.ts';
import { packRule } from './flow-graph.ts';
import { Rule } from './rule.ts';
import type { Solving } from './solving.ts';

/**
 * A function that is handed to a parameter with a function type is given what that type says, whether or not anybody calls it in sight:
 * so its own parameters have the types the compiler gives them.
 */
export function expectCallback(
  solving: Solving,
  calls: CallList,
  call: number,
  handed: { node: number; callee: number; index: number; expects: number },
): void {
  const context = calls.context(call);
  const { names } = solving.world;
  const given = Array.from({ length: handed.expects }, (_, index) =>
    solving.readCell(context, handed.callee, names.intern(givenSlot(handed.index, index))),
  );
  const supposed = calls.addImplied(call, {
    callee: handed.node,
    arguments: given,
    result: -1,
    isSupposed: true,
  });
  solving.graph.addConstraint(handed.node, packRule(Rule.call, supposed), 0, 0);
}

/** Slot of a function for what the functions handed to its i-th parameter get as their j-th. */
function givenSlot(parameter: number, index: number): string {
  return `()give${parameter}.${index}`;
}
