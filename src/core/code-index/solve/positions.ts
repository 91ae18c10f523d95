import type { ClassFact } from '../facts.ts';
import { packRule } from './flow-graph.ts';
import { isContainer } from './members.ts';
import { Rule } from './rule.ts';
import type { Context, Solving } from './solving.ts';

/**
 * The elements of the lists in a node, by position, become the fields of the classes in another:
 * C's plain initializers.
 */
export function connectPositions(
  solving: Solving,
  context: Context,
  nodes: { list: number; ofClass: number },
): void {
  watchValues(solving, nodes.list, (list) => {
    if (!isContainer(solving, list)) return;
    watchValues(solving, nodes.ofClass, (ofClass) => {
      const fact = solving.world.class(ofClass);
      if (fact === undefined) return;
      if (solving.world.fileOf(ofClass) !== context.file)
        solving.note(context, ofClass, solving.world.slots.outline);
      nameElements(solving, context, { list, fact });
    });
  });
}

function watchValues(solving: Solving, node: number, see: (value: number) => void): void {
  solving.graph.addConstraint(node, packRule(Rule.watch, solving.deferred.watch(see)), 0, 0);
}

function nameElements(
  solving: Solving,
  context: Context,
  { list, fact }: { list: number; fact: ClassFact },
): void {
  const { slots, names } = solving.world;
  fact.members.forEach((member, index) => {
    const element = solving.readCell(context, list, slots.element(index));
    solving.graph.addEdge(element, solving.cellNode(context, list, names.intern(member)));
  });
}
