/** What one capture of a query says of its node. */
export type CaptureMeaning =
  | { type: 'form'; kind: string; variant: string }
  | { type: 'role'; role: string }
  | { type: 'flag'; flag: string };

/**
 * Reads a capture's name: `as.<role>`, `flag.<name>`, or a form with an optional variant,
 * `class.interface`.
 */
export function captureMeaning(name: string): CaptureMeaning {
  if (name.startsWith('as.')) return { type: 'role', role: name.slice(3) };
  if (name.startsWith('flag.')) return { type: 'flag', flag: name.slice(5) };
  const dot = name.indexOf('.');
  if (dot < 0) return { type: 'form', kind: name, variant: '' };
  return { type: 'form', kind: name.slice(0, dot), variant: name.slice(dot + 1) };
}
