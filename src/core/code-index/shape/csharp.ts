import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { callConstructors, recordClass, typedIteration, typeTest } from './java.ts';
import { formAt, nameReading, partsOf, rewrite, splitNames, withRole } from './build-form.ts';

/** Shapes the forms of a C# file. */
export function shapeCsharp(root: Form, text: string): Form {
  rewrite(root, (form) => changeCsharp(form, text));
  root.children = hoistNamespaces(root.children);
  return root;
}

const DROPPED = new Set(['annotation', 'constraint', 'interface']);

function changeCsharp(form: Form, text: string): Form[] {
  if (DROPPED.has(form.kind)) return [];
  return CHANGES.get(form.kind)?.(form, text) ?? [form];
}

const CHANGES = new Map<string, (form: Form, text: string) => Form[]>([
  ['generic', (form) => [{ ...form, kind: 'type' }]],
  ['conditional', (form) => [conditionalAccess(form)]],
  ['member', (form, text) => [plainMember(form, text)]],
  ['call', (form, text) => [plainCall(form, text)]],
  ['new', (form) => [initialized(form)]],
  ['test', typeTest],
  ['query', (form) => [comprehended(form)]],
  ['iterate', (form) => [typedIteration(withoutInferredType(form))]],
  ['import', (form) => [usedNamespace(form)]],
  ['field', fieldsOf],
  ['variable', (form) => splitNames(withoutInferredType(form)).map(targetTyped)],
  ['parameter', (form) => [parameterOf(form)]],
  ['property', (form, text) => [propertyMember(form, text)]],
  ['function', (form, text) => [functionOf(form, text)]],
  ['class', (form, text) => [classOf(form, text)]],
]);

function fieldsOf(form: Form): Form[] {
  return form.children.flatMap((child) =>
    child.kind === 'variable' ? { ...child, variant: 'field' } : [],
  );
}

/** `a?.b` reads b of a. */
function conditionalAccess(form: Form): Form {
  const object = part(form, 'object');
  const binding = form.children.find((child) => child.kind === 'binding');
  if (object === undefined || binding === undefined) return form;
  if (binding.variant === 'element')
    return formAt(form, { kind: 'subscript', role: form.role }, [object]);
  const property = part(binding, 'property');
  return property === undefined
    ? form
    : formAt(form, { kind: 'member', role: form.role }, [object, nameOf(property)]);
}

/** A name without its type arguments. */
function nameOf(form: Form): Form {
  const name = form.kind === 'type' ? part(form, 'name') : undefined;
  return name === undefined ? form : withRole(name, form.role);
}

function plainMember(form: Form, text: string): Form {
  const property = part(form, 'property');
  const object = part(form, 'object') ?? form.children.find((child) => child !== property);
  if (property === undefined || object === undefined) return form;
  if (form.variant === 'alias' && textOf(text, object) === 'global')
    return { ...nameOf(property), role: form.role };
  return { ...form, children: [withRole(object, 'object'), nameOf(property)] };
}

function plainCall(form: Form, text: string): Form {
  const callee = part(form, 'callee');
  if (callee === undefined) return form;
  const plain = nameOf(callee);
  const children = form.children.map((child) => (child === callee ? plain : child));
  const property = plain.kind === 'member' ? part(plain, 'property') : undefined;
  const object = plain.kind === 'member' ? part(plain, 'object') : undefined;
  if (property === undefined || object === undefined) return { ...form, children };
  const found = children.find((child) => child.kind === 'variable');
  if (found === undefined || textOf(text, property) !== 'TryGetValue') return { ...form, children };
  const element = formAt(object, { kind: 'subscript', role: 'value' }, [object]);
  const declared = { ...found, children: [...found.children, element] };
  return { ...form, children: children.map((child) => (child === found ? declared : child)) };
}

/** `new T(…) { A = x, y }` sets members or adds elements to what was made. */
function initialized(form: Form): Form {
  const initializer = part(form, 'initializer');
  if (initializer === undefined) return form;
  const entries = initializer.children.map((child) => {
    const left = child.kind === 'assign' ? part(child, 'left') : undefined;
    const right = child.kind === 'assign' ? part(child, 'right') : undefined;
    return left === undefined || right === undefined
      ? child
      : formAt(child, { kind: 'pair' }, [withRole(left, 'key'), withRole(right, 'value')]);
  });
  const made = {
    ...form,
    role: 'value',
    children: form.children.filter((child) => child !== initializer),
  };
  return formAt(form, { kind: 'literal', role: form.role }, [made, ...entries]);
}

/** `from x in xs where … select e` is a comprehension. */
function comprehended(form: Form): Form {
  const last = form.children.at(-1);
  const first = form.children[0];
  if (last === undefined || first?.kind !== 'iterate' || last === first) return form;
  const conditions = form.children.slice(1, -1);
  return formAt(form, { kind: 'comprehension', role: form.role }, [
    first,
    ...conditions,
    withRole(last, 'result'),
  ]);
}

/** `using A.B` takes everything of A.B; an alias takes the last name of it. */
function usedNamespace(form: Form): Form {
  const source = part(form, 'source');
  const alias = part(form, 'alias');
  if (source === undefined) return form;
  if (alias === undefined) return { ...form, children: [source, formAt(source, { kind: 'star' })] };
  if (source.kind !== 'member') return form;
  const object = part(source, 'object');
  const name = part(source, 'property');
  if (object === undefined || name === undefined) return form;
  const item = formAt(name, { kind: 'item' }, [withRole(name, 'name'), alias]);
  return { ...form, children: [withRole(object, 'source'), item] };
}

function withoutInferredType(form: Form): Form {
  const type = part(form, 'type');
  if (type?.variant !== 'inferred') return form;
  return { ...form, children: form.children.filter((child) => child !== type) };
}

/** `T x = new(…)` makes a T. */
function targetTyped(form: Form): Form {
  const value = part(form, 'value');
  const type = part(form, 'type');
  if (value === undefined || type === undefined) return form;
  const typed = withTarget(value, type);
  if (typed === value) return form;
  return { ...form, children: form.children.map((child) => (child === value ? typed : child)) };
}

function withTarget(value: Form, type: Form): Form {
  if (value.kind === 'literal') {
    const made = part(value, 'value');
    if (made === undefined) return value;
    const typed = withTarget(made, type);
    return {
      ...value,
      children: value.children.map((child) => (child === made ? typed : child)),
    };
  }
  if (value.kind !== 'new' || value.variant !== 'implicit') return value;
  const inner = type.variant === 'union' ? (part(type, 'member') ?? type) : type;
  return { ...value, variant: '', children: [withRole(inner, 'callee'), ...value.children] };
}

function parameterOf(form: Form): Form {
  return { ...form, children: form.children.filter((child) => child.kind !== 'modifier') };
}

function modifiersOf(form: Form, text: string): string[] {
  return form.children
    .filter((child) => child.kind === 'modifier')
    .map((child) => textOf(text, child));
}

/** A property with code is read by running it; one without is a field. */
function propertyMember(form: Form, text: string): Form {
  const name = part(form, 'name') ?? nameReading(form, 'Item', 'name');
  const type = part(form, 'type');
  const flags = modifiersOf(form, text);
  const accessors = form.children.filter((child) => child.kind === 'accessor');
  const bodies = accessors.flatMap((accessor) => accessorCode(accessor));
  const arrow = part(form, 'arrow');
  const getter = part(form, 'getter') ?? (arrow === undefined ? undefined : part(arrow, 'getter'));
  if (getter !== undefined) bodies.push(returned(getter));
  const value = part(form, 'value');
  if (bodies.length === 0) {
    const parts = [type, name, value].filter((child) => child !== undefined);
    return targetTyped(formAt(form, { kind: 'variable', variant: 'field' }, parts));
  }
  const body = formAt(form, { kind: 'group', role: 'body' }, bodies);
  const result = type === undefined ? [] : [withRole(type, 'result_type')];
  return formAt(
    form,
    {
      kind: 'function',
      variant: 'method',
      flags: ['getter', ...flags.filter((flag) => flag === 'static')],
    },
    [name, ...result, body],
  );
}

function accessorCode(accessor: Form): Form[] {
  const body = part(accessor, 'body');
  const result = part(accessor, 'result');
  if (body !== undefined) return [withRole(body, '')];
  if (result === undefined) return [];
  return [accessor.flags.includes('get') ? returned(result) : withRole(result, '')];
}

function returned(value: Form): Form {
  return formAt(value, { kind: 'return' }, [withRole(value, 'value')]);
}

function functionOf(form: Form, text: string): Form {
  const flags = new Set(form.flags);
  const modifiers = modifiersOf(form, text);
  for (const flag of modifiers) if (flag === 'static' || flag === 'abstract') flags.add(flag);
  if (modifiers.includes('partial') && part(form, 'body') === undefined) flags.add('declaration');
  const first = text.slice(form.start, form.end).match(/^[^(]*\(\s*this\s/);
  if (first !== null && form.variant === 'method') flags.add('extension');
  const restType = part(form, 'rest_type');
  const restName = part(form, 'rest_name');
  const initializer = form.children.find(
    (child) => child.kind === 'call' && child.variant === 'constructor',
  );
  const dropped: (Form | undefined)[] = [restType, restName, initializer];
  const children = form.children.filter(
    (child) => child.kind !== 'modifier' && !dropped.includes(child),
  );
  if (restType !== undefined && restName !== undefined) {
    const parts = [
      withRole(part(restType, 'element') ?? restType, 'type'),
      withRole(restName, 'name'),
    ];
    children.push(formAt(restName, { kind: 'parameter', variant: 'rest' }, parts));
  }
  const shaped = withSpokenName({ ...form, flags: [...flags], children }, text);
  return initializer === undefined ? shaped : startWith(shaped, initializer);
}

const OPERATOR = /\boperator\s*(?:checked\s+)?([^\s(]+|\w[^(]*)\s*\(/;

/** Operators and finalizers are called `operator +` and `~Box`. */
function withSpokenName(form: Form, text: string): Form {
  if (form.variant === 'finalizer')
    return {
      ...form,
      variant: 'method',
      children: form.children.map((child) =>
        child.role === 'name' ? readingAs(child, `~${textOf(text, child)}`) : child,
      ),
    };
  if (form.variant !== 'operator') return form;
  const found = OPERATOR.exec(text.slice(form.start, form.end));
  const offset = found === null ? 0 : found.index;
  const lines = text.slice(form.start, form.start + offset).split('\n').length - 1;
  const at = { ...formAt(form, { kind: 'name', role: 'name' }), line: form.line + lines };
  const name = readingAs(at, `operator ${found?.[1] ?? ''}`.trim());
  return { ...form, variant: 'method', children: [name, ...form.children] };
}

/** A constructor's initializer runs before its body. */
function startWith(form: Form, initializer: Form): Form {
  const body = part(form, 'body');
  const result = part(form, 'result');
  const inside = body?.children ?? (result === undefined ? [] : [withRole(result, '')]);
  const at = body ?? result ?? form;
  const started = formAt(at, { kind: 'block', role: 'body' }, [initializer, ...inside]);
  const others = form.children.filter((child) => child !== body && child !== result);
  return { ...form, children: [...others, started] };
}

function classOf(form: Form, text: string): Form {
  const flags = modifiersOf(form, text).filter((flag) => flag === 'abstract' || flag === 'partial');
  const children = form.children.filter(
    (child) =>
      child.kind !== 'modifier' && child.role !== 'argument' && child.role !== 'underlying',
  );
  const shaped = { ...form, flags, children };
  if (form.variant === 'namespace') return shaped;
  if (form.variant === 'delegate')
    return {
      ...shaped,
      variant: 'type',
      children: children.filter((child) => child.role === 'name'),
    };
  const body = part(shaped, 'body') ?? formAt(shaped, { kind: 'group', role: 'body' });
  const name = part(shaped, 'name');
  if (name === undefined) return shaped;
  for (const child of body.children)
    if (child.kind === 'function') callConstructors(child, { form: shaped, name, text });
  if (form.variant === 'enum') return { ...shaped, children: [name, enumBody(body, name)] };
  const hasParameters = partsOf(shaped, '').some((child) => child.kind === 'parameter');
  if (!hasParameters && form.variant !== 'record') return shaped;
  const others = shaped.children.filter((child) => child !== body);
  const variant = form.variant === 'record' ? '' : form.variant;
  return recordClass({ ...shaped, variant, children: [...others, body] }, body);
}

function enumBody(body: Form, name: Form): Form {
  const members = body.children.map((child) => {
    const own = part(child, 'name');
    if (child.variant !== 'enum_member' || own === undefined) return child;
    const type = formAt(name, { kind: 'type', role: 'type' });
    const value = formAt(child, { kind: 'cast', role: 'value' }, [type]);
    return { ...child, children: [own, value] };
  });
  return { ...body, children: members };
}

/**
 * A file with one namespace block belongs to that namespace whole, as with a namespace for the
 * file.
 */
function hoistNamespaces(children: Form[]): Form[] {
  const blocks = children.filter(
    (child) => child.kind === 'class' && child.variant === 'namespace',
  );
  const [only] = blocks;
  if (only === undefined || blocks.length > 1) return children;
  const hasOthers = children.some(
    (child) => child !== only && (child.kind === 'class' || child.kind === 'function'),
  );
  const body = part(only, 'body');
  const name = part(only, 'name');
  if (hasOthers || body === undefined || name === undefined) return children;
  const inner = body.children.filter(
    (child) => child.kind === 'class' && child.variant === 'namespace',
  );
  if (inner.length > 0) return children;
  const stated = formAt(only, { kind: 'package' }, [name]);
  return children.flatMap((child) => (child === only ? [stated, ...body.children] : [child]));
}
