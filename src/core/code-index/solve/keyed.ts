import { packRule } from './flow-graph.ts';
import type { Hierarchy } from './hierarchy.ts';
import { connectElements, isContainer, lookUp, writeMember } from './members.ts';
import { Rule } from './rule.ts';
import type { Context, Solving } from './solving.ts';
import { Value } from './values.ts';

/** A key that only a node holds, and the node that takes or gives the element. */
export interface Keyed {
  /** -1 when nothing is known of the key. */
  keys: number;
  node: number;
}

/**
 * Name of the slot for a key: members and elements are the same in JavaScript, elsewhere elements
 * stand in brackets.
 */
export function slotOfKey(solving: Solving, context: Context, text: number): number {
  const { names } = solving.world;
  const isMember = context.file.language.modules === 'javascript';
  if (isMember && !/^\d/.test(names.text(text))) return text;
  return names.intern(`[${names.text(text)}]`);
}

/**
 * Families in which a text can name a member: `object[name]`, `$object->$name()`,
 * `object.send(name)`.
 */
const KEYED_MEMBERS: ReadonlySet<string> = new Set(['javascript', 'php', 'ruby']);

/**
 * Reads the element of a value: by each text the key may be; where no text is known of the key, any
 * element.
 */
export function readKey(
  solving: Solving,
  hierarchy: Hierarchy,
  context: Context,
  { value, keys, node }: Keyed & { value: number },
): void {
  const { graph, world } = solving;
  if (node < 0) return;
  const isFilled = isContainer(solving, value);
  watchTexts(solving, keys, (text) => {
    if (isFilled || KEYED_MEMBERS.has(context.file.language.modules))
      lookUp(solving, hierarchy, value, {
        context,
        name: isFilled ? slotOfKey(solving, context, text) : text,
        rule: Rule.bindLoad,
        target: node,
      });
  });
  if (!isFilled) return;
  passMore(solving, keys, node);
  graph.addEdge(solving.readCell(context, value, world.slots.any), node);
  solving.deferred.decideLater(() => {
    if (!holdsText(solving, keys)) connectElements(solving, context, value, node);
  });
}

/** Writes the element of a container; without a known text as key it may be any element. */
export function writeKey(
  solving: Solving,
  context: Context,
  container: number,
  { keys, node }: Keyed,
): void {
  if (node < 0 || !isContainer(solving, container)) return;
  watchTexts(solving, keys, (text) => {
    const name = slotOfKey(solving, context, text);
    writeMember(solving, container, { context, name, node });
  });
  solving.deferred.decideLater(() => {
    if (!holdsText(solving, keys))
      writeMember(solving, container, { context, name: solving.world.slots.any, node });
  });
}

/** Where there are more keys than are followed, there are more elements. */
function passMore({ deferred, graph, world }: Solving, keys: number, node: number): void {
  if (keys < 0) return;
  const watch = deferred.watch((value) => {
    if (world.values.kind(value) === Value.more) graph.add(node, value);
  });
  graph.addConstraint(keys, packRule(Rule.watch, watch), 0, 0);
}

function watchTexts(solving: Solving, keys: number, see: (text: number) => void): void {
  if (keys < 0) return;
  const { values } = solving.world;
  const watch = solving.deferred.watch((value) => {
    if (values.kind(value) === Value.text) see(values.a(value));
  });
  solving.graph.addConstraint(keys, packRule(Rule.watch, watch), 0, 0);
}

function holdsText(solving: Solving, keys: number): boolean {
  const { values } = solving.world;
  return (
    keys >= 0 && solving.graph.valuesOf(keys).some((value) => values.kind(value) === Value.text)
  );
}
