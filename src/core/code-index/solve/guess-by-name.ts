import type { Callers } from './callers.ts';
import type { EdgeDraft } from './edge-draft.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { Context, Solving } from './solving.ts';
import { Value } from './values.ts';

/**
 * Names that say nothing about whose method is meant, because values from outside the repository
 * have them too.
 */
const COMMON: ReadonlySet<string> = new Set(
  (
    'add all any append apply bind call catch clear clone close concat contains copy count create debug delete ' +
    'done each emit encode decode end entries equals error exec extend filter finally find first flush forEach format get ' +
    'has hasNext index indexOf info init insert isEmpty items iterator join keys last len length list load lock log map match ' +
    'max min name new next of on open parse pop print push put query read reduce release remove render replace reset reverse ' +
    'run save seek send set size slice some sort split start stop strip sub submit test then toString trim type unlock ' +
    'unwrap update upper lower use validate value values wait warn write'
  ).split(' '),
);

/** The cell that holds all methods of a name in a family of languages. */
function methodsOf(solving: Solving, file: LoadedFile, name: string): number {
  const { names, values } = solving.world;
  return values.intern(Value.text, names.intern(`${file.language.modules}:${name}`));
}

/** Makes the names of a file's methods known to the whole repository. */
export function announceMethods(solving: Solving, context: Context): void {
  const { facts } = context.file;
  facts.objects.forEach((object, index) => {
    const name = facts.symbols[object.symbol]?.name ?? '';
    if (object.function === undefined || object.function.owner < 0 || !isDistinctive(name)) return;
    const node = solving.cellNode(
      context,
      methodsOf(solving, context.file, name),
      solving.world.slots.definitions,
    );
    solving.graph.add(node, context.file.objects[index] ?? -1);
  });
}

function isDistinctive(name: string): boolean {
  return name.length > 2 && !name.startsWith('__') && !COMMON.has(name);
}

/**
 * A method call on something that nothing is known of, when only one definition in the repository
 * has the name: a guess, kept apart from what is known.
 */
export function guessByName({ solving, calls }: Callers, draft: EdgeDraft, call: number): void {
  const receiver = calls.receiver(call);
  if (receiver < 0 || !solving.graph.isEmpty(receiver) || !solving.world.settings.uses('class'))
    return;
  const { context } = draft;
  const name = solving.world.names.text(calls.property(call));
  if (!isDistinctive(name)) return;
  const node = solving.readCell(
    context,
    methodsOf(solving, context.file, name),
    solving.world.slots.definitions,
  );
  const [only, ...others] = solving.graph.valuesOf(node);
  const to = only === undefined || others.length > 0 ? null : draft.keyOf(only);
  if (to === null) return;
  draft.add({
    from: calls.at(call, 2),
    to,
    kind: 'calls',
    tier: 'possible',
    reason: 'name',
    line: calls.at(call, 0),
  });
}
