import type { Form } from '../forms.ts';
import type { SymbolKind } from '../symbols.ts';
import { hasFlag, part } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import type { Scope } from './scope.ts';

/** Path of the symbol below which the current scope's definitions stand. */
export function enclosingPath(lowering: Lowering): string {
  const around = lowering.facts.symbols[lowering.scope.symbol]?.path ?? '';
  const { below } = lowering.scope;
  if (below === '') return around;
  return around === '' ? below : `${around}.${below}`;
}

/** Adds the symbol of a definition to the current scope; a nameless one is `<anonymous>`. */
export function addSymbol(
  lowering: Lowering,
  { name, kind }: { name: string; kind: SymbolKind },
  form: Form,
  parts: { nameForm?: Form | undefined; decorators?: readonly Form[] } = {},
): number {
  const nameForm = parts.nameForm ?? form;
  const around = enclosingPath(lowering);
  const step = stepOf(lowering, name, kind);
  return lowering.facts.symbol(
    {
      name,
      kind,
      line: nameForm.line,
      column: nameForm.column,
      endLine: form.endLine,
      startLine: parts.decorators?.[0]?.line ?? form.line,
      parent: lowering.scope.symbol,
      signature: signatureOf(lowering.text, form),
    },
    (around === '' ? step : `${around}.${step}`) + (hasFlag(form, 'beside') ? '~field' : ''),
  );
}

const LONGEST_SIGNATURE = 200;

/** The first line of a definition, without its body. */
function signatureOf(text: string, form: Form): string {
  const bodyStart = part(form, 'body')?.start ?? form.end;
  let end = Math.min(bodyStart, form.start + LONGEST_SIGNATURE, form.end);
  const lineEnd = text.indexOf('\n', form.start);
  if (lineEnd >= 0 && lineEnd < end) end = lineEnd;
  return text.slice(form.start, end).trimEnd();
}

/**
 * Fields of PHP and Ruby have names of their own beside the methods, marked by the sign they are
 * written with.
 */
function stepOf({ language }: Lowering, name: string, kind: SymbolKind): string {
  // Types without a name differ from functions without one, which people count.
  if (name === '') return kind === 'struct' || kind === 'interface' ? '<type>' : '<anonymous>';
  if (kind !== 'field') return name;
  if (language.modules === 'php') return `$${name}`;
  return language.modules === 'ruby' ? `@${name}` : name;
}

/**
 * Name of the class that a class scope belongs to, also when the class is defined in another file.
 */
export function classNameOf({ facts }: Lowering, owner: Scope): string {
  if (owner.below !== '') return owner.below.slice(owner.below.lastIndexOf('.') + 1);
  return facts.symbols[owner.symbol]?.name ?? '';
}
