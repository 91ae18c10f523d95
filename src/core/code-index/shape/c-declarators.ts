import type { Form } from '../forms.ts';

/** What the declarator around a name says of it. */
export interface Declarator {
  name: Form | undefined;
  /** The parameter list that follows the name, when the name is a function's. */
  signature: Form | undefined;
  value: Form | undefined;
  isPointer: boolean;
  isReference: boolean;
  isArray: boolean;
  /** Written with `=`, as `X x = value`. */
  isAssigned: boolean;
}

const LAYERS = new Set(['pointer', 'reference', 'array', 'signature', 'variable', 'group']);

/** Reads a declarator from the outside to the name: `(*const table[2])(int) = value`. */
export function readDeclarator(form: Form): Declarator {
  const found: Declarator = {
    name: undefined,
    signature: undefined,
    value: undefined,
    isPointer: false,
    isReference: false,
    isArray: false,
    isAssigned: form.flags.includes('assigns'),
  };
  readLayer(form, found);
  return found;
}

function readLayer(form: Form, found: Declarator): void {
  switch (form.kind) {
    case 'pointer':
      found.isPointer = true;
      break;
    case 'reference':
      found.isReference = true;
      break;
    case 'array':
      found.isArray = true;
      break;
    case 'signature':
      found.signature = form;
      break;
    default:
  }
  for (const child of form.children) {
    if (child.role === 'name') found.name ??= child;
    else if (child.kind === 'qualified' && child.role === '') {
      // `A::operator double()`: the conversion's own signature stands inside of the qualified name.
      found.name ??= child;
      for (const inner of child.children) if (inner.kind === 'signature') found.signature = inner;
    } else if (child.role === 'value') found.value ??= child;
    else if (child.kind === 'pattern') found.name ??= child;
    else if (LAYERS.has(child.kind) && child.role === '') readLayer(child, found);
  }
}
