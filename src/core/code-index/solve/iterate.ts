import { packRule } from './flow-graph.ts';
import { connectElements, writeMember } from './members.ts';
import { Rule } from './rule.ts';
import type { Context, Solving } from './solving.ts';
import { Shape, Value } from './values.ts';

/**
 * Lets a node hold what iterating over a container yields: elements, or keys (Python's dicts), or
 * pairs of both (JavaScript's maps).
 */
export function connectIterated(
  solving: Solving,
  context: Context,
  container: number,
  node: number,
): void {
  const isDict = isDictionary(solving, container);
  const { modules } = context.file.language;
  if (isDict && modules === 'python') connectKeys(solving, context, container, node);
  else if (isDict && modules === 'javascript') connectPairs(solving, context, container, node);
  else connectElements(solving, context, container, node);
}

function isDictionary(solving: Solving, container: number): boolean {
  const { values } = solving.world;
  if (values.kind(container) === Value.made) return (values.b(container) & 7) === Shape.dict;
  return solving.world.object(container)?.kind === 'dict';
}

/** The keys of a container as texts, without the brackets of their slots. */
export function connectKeys(
  solving: Solving,
  context: Context,
  container: number,
  node: number,
): void {
  const { graph, world } = solving;
  const { names, values } = world;
  const watch = solving.deferred.watch((key) => {
    if (values.kind(key) !== Value.text) {
      graph.add(node, key);
      return;
    }
    const slot = names.text(values.a(key));
    const text = slot.startsWith('[') ? names.intern(slot.slice(1, -1)) : values.a(key);
    graph.add(node, values.intern(Value.text, text));
  });
  const keys = solving.readCell(context, container, world.slots.keys);
  graph.addConstraint(keys, packRule(Rule.watch, watch), 0, 0);
}

function connectPairs(solving: Solving, context: Context, container: number, node: number): void {
  const { graph, world } = solving;
  const { names, values } = world;
  const pair = values.intern(
    Value.made,
    names.intern(`${names.text(values.a(container))}()pair`),
    Shape.list,
  );
  const [first, second] = [solving.temporary(context), solving.temporary(context)];
  connectKeys(solving, context, container, first);
  connectElements(solving, context, container, second);
  writeMember(solving, pair, { context, name: world.slots.element(0), node: first });
  writeMember(solving, pair, { context, name: world.slots.element(1), node: second });
  graph.add(node, pair);
}
