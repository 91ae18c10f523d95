import type { Callers } from './callers.ts';
import { packRule } from './flow-graph.ts';
import { connectFreeName, connectModuleSlot } from './imports.ts';
import { Rule } from './rule.ts';

/** Languages in which a text is called as the function it names. */
const CALLING_TEXTS = new Set(['php', 'bash']);

/** How an object is called like a function, per module system. */
const CALL_METHODS = new Map([
  ['php', '__invoke'],
  ['c', 'operator ()'],
  ['javascript', '()call'],
]);

/** The method that runs when an instance is called. */
export function callMethodOf(modules: string): string {
  return CALL_METHODS.get(modules) ?? '__call__';
}

/** Bash allows almost anything in the name of a function, as `log::info` and `util.fmt`. */
const NAME = /^\\?[A-Za-z_][\w-]*$/;
const BASH_NAME = /^[A-Za-z_][\w:.@+-]*$/;

/** `$name = 'clean'; $name()`: whatever the name means in the calling file is called. */
export function callNamed(callers: Callers, call: number, text: string): void {
  const { solving, calls } = callers;
  const context = calls.context(call);
  const { modules } = context.file.language;
  if (!CALLING_TEXTS.has(modules)) return;
  if (!(modules === 'bash' ? BASH_NAME : NAME).test(text)) return;
  const name = solving.world.names.intern(text.replace(/^\\/, ''));
  const node = solving.temporary(context);
  solving.graph.addConstraint(node, packRule(Rule.call, call), 0, 0);
  if (modules === 'bash') {
    const sourcing = solving.world.names.intern('()sourced');
    const scripts = solving.readCell(context, context.file.objects[0] ?? -1, sourcing);
    solving.graph.addConstraint(scripts, packRule(Rule.load, node), name, 0);
  }
  if (!connectModuleSlot(solving, context, context.file, { name, node }))
    connectFreeName(solving, context, { name, node });
}
