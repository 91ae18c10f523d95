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
  if (form.kind === 'pointer') found.isPointer = true;
  else if (form.kind === 'reference') found.isReference = true;
  else if (form.kind === 'array') found.isArray = true;
  else if (form.kind === 'signature') found.signature = form;
  for (const child of form.children) readPart(child, found);
}

function readPart(child: Form, found: Declarator): void {
  if (child.role === 'value') found.value ??= child;
  else if (child.role === 'name' || child.kind === 'pattern') found.name ??= child;
  else if (child.role !== '') return;
  else if (child.kind === 'qualified') readConversion(child, found);
  else if (LAYERS.has(child.kind)) readLayer(child, found);
}

/** `A::operator double()`: the conversion's own signature stands inside of the qualified name. */
function readConversion(form: Form, found: Declarator): void {
  found.name ??= form;
  found.signature = form.children.find(({ kind }) => kind === 'signature') ?? found.signature;
}
