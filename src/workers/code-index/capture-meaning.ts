/** What one capture of a query says of its node. */
export type CaptureMeaning =
  | { says: 'form'; kind: string; variant: string }
  | { says: 'role'; role: string }
  | { says: 'flag'; flag: string };

/**
 * Reads a capture's name: `as.<role>`, `flag.<name>`, or a form with an optional variant,
 * `class.interface`.
 */
export function captureMeaning(name: string): CaptureMeaning {
  if (name.startsWith('as.')) return { says: 'role', role: name.slice(3) };
  if (name.startsWith('flag.')) return { says: 'flag', flag: name.slice(5) };
  const dot = name.indexOf('.');
  if (dot < 0) return { says: 'form', kind: name, variant: '' };
  return { says: 'form', kind: name.slice(0, dot), variant: name.slice(dot + 1) };
}
