import type { CallOperands } from './call-list.ts';
import type { Solving } from './solving.ts';
import { Value } from './values.ts';

/**
 * The types of a function's parameters as its first line writes them; empty when the line does not
 * hold them all.
 */
export function writtenTypes(signature: string, name: string): string[] {
  const start = signature.indexOf('(', signature.indexOf(name));
  if (start < 0) return [];
  const types: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = from - 1; at < signature.length; at++) {
    const character = signature[at] ?? '';
    if ('(<[{'.includes(character)) depth++;
    else if (')>]}'.includes(character)) depth--;
    if (depth > 1 || (depth === 1 && character !== ',')) continue;
    types.push(signature.slice(from, at));
    from = at + 1;
    if (depth === 0) return types;
  }
  return [];
}

const NUMBER = /\b(?:int|long|short|double|float|unsigned|size_t|bool|u?int\d+_t|char)\b/;
const FRACTION = /\b(?:double|float|decimal|Double|Float)\b/;
const WHOLE = /\b(?:int|long|short|byte|Integer|Long|unsigned|size_t|u?int\d+_t)\b/;
const TEXT = /\b(?:char|string|String|CharSequence|string_view)\b/;

/**
 * How many arguments of a call are, by the values that reach them, of the types a function writes
 * for its parameters.
 */
export function matchingArguments(
  solving: Solving,
  calls: CallOperands,
  call: number,
  types: readonly string[],
): number {
  let matching = 0;
  types.forEach((type, index) => {
    if (index >= calls.argumentCount(call)) return;
    const node = calls.argument(call, index);
    if (node < 0) return;
    const fits = solving.graph.valuesOf(node).map((value) => fitOf(solving, value, type));
    matching += Math.max(0, ...fits);
  });
  return matching;
}

/**
 * How well a value is of a written type: 2 for whole numbers and whole types, 1 for any other fit,
 * else 0.
 */
function fitOf(solving: Solving, value: number, type: string): number {
  const { values, names } = solving.world;
  const isWhole = values.kind(value) === Value.text && /^\d+$/.test(names.text(values.a(value)));
  if (isWhole && WHOLE.test(type)) return 2;
  return isOfType(solving, value, type) ? 1 : 0;
}

function isOfType({ world }: Solving, value: number, type: string): boolean {
  const { values, names } = world;
  if (values.kind(value) === Value.text) {
    const text = names.text(values.a(value));
    if (/^\d+\.\d*$/.test(text)) return FRACTION.test(type);
    return /^[\d'.-]/.test(text) ? NUMBER.test(type) : TEXT.test(type);
  }
  if (values.kind(value) !== Value.instance) return false;
  const ofClass = values.a(value);
  const object = world.object(ofClass);
  const name = world.fileOf(ofClass)?.facts.symbols[object?.symbol ?? -1]?.name ?? '';
  return name !== '' && new RegExp(`\\b${name}\\b`).test(type);
}
