import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { formAt, nameWithin, partsOf, rewrite, splitNames, withRole } from './build-form.ts';

/** Shapes the forms of a Java file. */
export function shapeJava(root: Form, text: string): Form {
  rewrite(root, (form) => changeJava(form, text));
  return root;
}

function changeJava(form: Form, text: string): Form[] {
  switch (form.kind) {
    case 'annotation':
      return [];
    case 'type':
      return [leafType(form, text)];
    case 'import':
      return [importedMember(form)];
    case 'call':
      return [memberCall(form)];
    case 'member':
      return [outerThis(form)];
    case 'new':
      return [anonymousClass(innerOf(form), text)];
    case 'reference':
      return [methodReference(form, text)];
    case 'cast':
      return [arrayCreation(form)];
    case 'test':
      return typeTest(form);
    case 'iterate':
      return [typedIteration(form)];
    case 'variable':
      return splitNames(withoutInference(form, text));
    case 'parameter':
      return [withoutInference(form, text)];
    case 'class':
      return [classMembers(form, text)];
    default:
      return [form];
  }
}

/** The words of a qualified type are one name. */
function leafType(form: Form, text: string): Form {
  if (form.variant !== '' || form.children.length === 0 || part(form, 'name') !== undefined)
    return form;
  return /[<[]/.test(textOf(text, form)) ? form : { ...form, children: [] };
}

/** `import a.b.C` takes C of a.b; `import a.b.*` takes everything. */
function importedMember(form: Form): Form {
  const source = part(form, 'source');
  if (source?.kind !== 'member' || form.children.some((child) => child.kind === 'star'))
    return form;
  const object = part(source, 'object');
  const name = part(source, 'property');
  if (object === undefined || name === undefined) return form;
  const item = formAt(name, { kind: 'item' }, [withRole(name, 'name')]);
  return { ...form, children: [withRole(object, 'source'), item] };
}

/** `x.m(…)` calls a member of x; `Shape.super.m(…)` the member of that interface. */
function memberCall(form: Form): Form {
  const plain = part(form, 'object');
  const property = part(form, 'property');
  if (plain === undefined || property === undefined) return form;
  const above = form.children.find((child) => child.kind === 'super');
  const object = above === undefined ? plain : withRole(above, 'object');
  const callee = formAt(object, { kind: 'member', role: 'callee' }, [object, property]);
  callee.end = property.end;
  const others = form.children.filter(
    (child) => child !== plain && child !== property && child.kind !== 'super',
  );
  return { ...form, children: [callee, ...others] };
}

/** `Outer.this` is an instance of Outer. */
function outerThis(form: Form): Form {
  const object = part(form, 'object');
  if (part(form, 'property')?.kind !== 'this' || object === undefined) return form;
  return formAt(form, { kind: 'cast', variant: 'only', role: form.role }, [
    formAt(object, { kind: 'type', role: 'type' }),
  ]);
}

/** A class body behind `new T(…)` or an enum constant is a nameless class below T. */
function anonymousClass(form: Form, text: string): Form {
  const body = part(form, 'anonymous');
  const callee = part(form, 'callee');
  if (body === undefined || callee === undefined) return form;
  const nameless = formAt(body, { kind: 'class', role: 'callee' }, [
    withRole(callee, 'base'),
    constructedBy(form, callee, text),
    formAt(body, { kind: 'group', role: 'body' }, body.children),
  ]);
  const others = form.children.filter((child) => child !== body && child !== callee);
  return { ...form, children: [nameless, ...others] };
}

/**
 * The constructor of the base that makes a nameless class: its name, and how many arguments it
 * takes.
 */
function constructedBy(form: Form, callee: Form, text: string): Form {
  const named = part(callee, 'name') ?? callee;
  const words = textOf(text, named);
  const name = nameWithin(
    named,
    named.start + words.lastIndexOf('.') + 1,
    named.end,
    'constructed',
  );
  return { ...name, kind: 'constructed', variant: String(partsOf(form, 'argument').length) };
}

/** `outer.new Inner(…)` makes the Inner of outer's class. */
function innerOf(form: Form): Form {
  const outer = form.children.find((child) => child.role === '' && child.kind !== 'comment');
  const callee = part(form, 'callee');
  if (outer === undefined || callee?.kind !== 'type' || callee.children.length > 0) return form;
  const property = formAt(callee, { kind: 'name', role: 'property' });
  const member = formAt(callee, { kind: 'member', role: 'callee' }, [
    withRole(outer, 'object'),
    property,
  ]);
  const children = form.children.flatMap((child) => {
    if (child === outer) return [];
    return [child === callee ? member : child];
  });
  return { ...form, children };
}

/** `X::m` is the member m of X, `X::new` its constructor. */
function methodReference(form: Form, text: string): Form {
  const isNew = form.flags.includes('new');
  const first = form.children[0];
  const last = form.children.at(-1);
  if (first === undefined || last === undefined) return form;
  if (!isNew)
    return formAt(form, { kind: 'member', variant: 'method', role: form.role }, [
      withRole(first, 'object'),
      withRole(last, 'property'),
    ]);
  const named = part(first, 'name') ?? first;
  const words = textOf(text, named);
  const name = nameWithin(named, named.start + words.lastIndexOf('.') + 1, named.end, 'property');
  const object = formAt(named, { kind: 'type', role: 'object' });
  return formAt(form, { kind: 'member', variant: 'method', role: form.role }, [object, name]);
}

/** `new T[n]` and `new T[] {…}` make lists of T. */
function arrayCreation(form: Form): Form {
  const element = part(form, 'element');
  if (element === undefined) return form;
  const list = formAt(element, { kind: 'type', variant: 'list', role: 'type' }, [element]);
  return { ...form, children: [list, ...form.children.filter((child) => child !== element)] };
}

/** `x instanceof T t` declares t; without a name only x is evaluated. */
export function typeTest(form: Form): Form[] {
  const left = part(form, 'left');
  const type = part(form, 'type');
  const name = part(form, 'name');
  const found: Form[] = left === undefined ? [] : [withRole(left, form.role)];
  if (name !== undefined && type !== undefined)
    found.push(formAt(name, { kind: 'variable', variant: 'let' }, [type, name]));
  const parts = [left, type, name];
  return [...found, ...form.children.filter((child) => !parts.includes(child))];
}

export function typedIteration(form: Form): Form {
  const declared = form.children.find((child) => child.kind === 'variable' && child.role === '');
  const type = part(form, 'type');
  const name = declared?.children[0];
  if (declared === undefined || name === undefined) return form;
  const parts = [withRole(name, 'name')];
  if (type !== undefined) parts.push(type);
  const left = formAt(name, { kind: 'variable', variant: 'let', role: 'left' }, parts);
  const others = form.children.filter((child) => child !== declared && child !== type);
  return { ...form, children: [left, ...others] };
}

/** `var x` has the type of its value. */
export function withoutInference(form: Form, text: string): Form {
  const type = part(form, 'type');
  if (type === undefined || textOf(text, type) !== 'var') return form;
  return { ...form, children: form.children.filter((child) => child !== type) };
}

function classMembers(form: Form, text: string): Form {
  const body = part(form, 'body');
  const name = part(form, 'name');
  if (body === undefined || name === undefined) return form;
  markBeside(body, text);
  for (const child of body.children)
    if (child.kind === 'function') callConstructors(child, { form, name, text });
  if (form.variant === 'enum')
    return { ...form, children: enumMembers(form, { body, name, text }) };
  if (form.variant === 'record') return recordClass(form, body);
  return form;
}

/** Marks the fields that share their name with a method: the path is the method's. */
function markBeside(body: Form, text: string): void {
  const methods = new Set(
    body.children.flatMap((child) => {
      const name = child.kind === 'function' ? part(child, 'name') : undefined;
      return name === undefined ? [] : [textOf(text, name)];
    }),
  );
  for (const child of body.children) {
    const name = child.kind === 'variable' ? part(child, 'name') : undefined;
    if (name !== undefined && methods.has(textOf(text, name)))
      child.flags = [...child.flags, 'beside'];
  }
}

/** `this(…)` and `super(…)` call the members that bear the names of the classes. */
export function callConstructors(
  method: Form,
  { form, name, text }: { form: Form; name: Form; text: string },
): void {
  if (method.variant !== 'constructor') return;
  const body = part(method, 'body');
  const call = body?.children.find(
    (child) => child.kind === 'call' && child.variant === 'constructor',
  );
  const target = call === undefined ? undefined : part(call, 'callee');
  if (call === undefined || target === undefined) return;
  const base = target.kind === 'super' ? part(form, 'base') : name;
  if (base === undefined) {
    call.children = call.children.filter((child) => child !== target);
    return;
  }
  const named = part(base, 'name') ?? base;
  const words = textOf(text, named);
  const start = named.start + words.lastIndexOf('.') + 1;
  const property = nameWithin(named, start, named.end, 'property');
  const callee = formAt(target, { kind: 'member', role: 'callee' }, [
    withRole(target, 'object'),
    property,
  ]);
  call.variant = '';
  call.children = call.children.map((child) => (child === target ? callee : child));
}

/** Enum constants are instances of the enum, made by its constructor where it has one. */
function enumMembers(
  form: Form,
  { body, name, text }: { body: Form; name: Form; text: string },
): Form[] {
  const hasConstructor = body.children.some((child) => child.variant === 'constructor');
  const members = body.children.map((child) => {
    if (child.variant !== 'enum_member') return child;
    const own = part(child, 'name');
    if (own === undefined) return child;
    const others = child.children.filter((inner) => inner !== own);
    const type = formAt(name, { kind: 'type', role: 'callee' });
    const made = anonymousClass(
      formAt(child, { kind: 'new', role: 'value' }, [type, ...others]),
      text,
    );
    const isPlain = !hasConstructor && part(child, 'anonymous') === undefined;
    const value = isPlain
      ? formAt(child, { kind: 'cast', role: 'value' }, [withRole(type, 'type')])
      : made;
    return { ...child, children: [own, value] };
  });
  const shaped = { ...body, children: members };
  return form.children.map((child) => (child === body ? shaped : child));
}

/**
 * A record's components are its fields, and the parameters of its compact constructor or of the
 * record itself.
 */
export function recordClass(form: Form, body: Form): Form {
  const components = form.children.filter((child) => child.kind === 'parameter');
  const fields = components.map((component) =>
    formAt(component, { kind: 'variable', variant: 'field' }, component.children),
  );
  const parameters = components.map((component) => ({ ...component, variant: 'property' }));
  let isGiven = false;
  const members = body.children.map((child) => {
    if (child.variant !== 'constructor') return child;
    const isCompact = child.flags.includes('compact');
    if (!isCompact) {
      const count = partsOf({ ...child, children: child.children.filter(isParameter) }, '').length;
      if (count === components.length) isGiven = true;
      return child;
    }
    isGiven = true;
    return { ...child, children: [...parameters, ...child.children] };
  });
  const shaped = { ...body, children: [...fields, ...members] };
  const others = form.children.filter((child) => child !== body && !components.includes(child));
  return { ...form, variant: '', children: [...others, ...(isGiven ? [] : parameters), shaped] };
}

function isParameter(form: Form): boolean {
  return form.kind === 'parameter';
}
