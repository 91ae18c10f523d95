import type { Form } from '../forms.ts';
import { formAt, memberAt, nameAt, withChildren, withRole } from './edit-form.ts';
import { RubyScope } from './ruby-scope.ts';
import { type ShapeRuby, shapeAll } from './ruby-context.ts';

const MIXING = new Set(['include', 'extend', 'prepend']);

/**
 * A class or module with its mixins as bases, the last included first; a second opening in the file
 * extends the first.
 */
export function shapeRubyClass(form: Form, at: ShapeRuby): Form[] {
  const nameForm = form.children.find((child) => child.role === 'name');
  if (nameForm === undefined) return [];
  const own = nameForm.kind === 'member' ? (nameForm.children.at(-1) ?? nameForm) : nameForm;
  const name = at.text.slice(own.start, own.end);
  const inside: ShapeRuby = {
    ...at,
    scope: new RubyScope(),
    classes: [...at.classes, name],
    method: '',
    isOnClass: false,
  };
  const bases = form.children.filter((child) => child.role === 'base');
  const body = form.children.find((child) => child.role === 'body');
  const mixins = mixinsOf(body?.children ?? [], at.text);
  const parts = [
    withRole(own, 'name'),
    ...[...mixins.toReversed(), ...bases].flatMap((base) =>
      at.shape(withRole(base, ''), at).map((shaped) => withRole(shaped, 'base')),
    ),
    withRole(formAt(body ?? form, 'group', shapeStatements(body?.children ?? [], inside)), 'body'),
  ];
  const variant = form.variant === 'module' ? 'namespace' : form.variant;
  return [{ ...withChildren(form, parts), variant, flags: [] }];
}

/** `module_function` alone turns the methods below it into the module's own. */
function shapeStatements(forms: readonly Form[], at: ShapeRuby): Form[] {
  return shapeAll(forms, at);
}

function isMixin(form: Form, text: string): boolean {
  const property = form.children.find((child) => child.role === 'property');
  return (
    form.kind === 'call' &&
    property !== undefined &&
    !form.children.some((child) => child.role === 'object') &&
    MIXING.has(text.slice(property.start, property.end))
  );
}

function mixinsOf(forms: readonly Form[], text: string): Form[] {
  return forms.filter((form) => isMixin(form, text)).flatMap((form) => mixed(form, text));
}

/** The modules of one `include`, `extend` or `prepend`; those prepended answer before the class. */
function mixed(form: Form, text: string): Form[] {
  const isBefore = text.startsWith('prepend', form.start);
  return form.children
    .filter(({ role, kind }) => role === 'argument' && kind !== 'this')
    .map((child) => (isBefore ? { ...child, flags: [...child.flags, 'before'] } : child));
}

/**
 * `attr_accessor :name`: a field, and the methods that read and write the member `@name` without a
 * text of their own.
 */
export function shapeAccessors(form: Form, kind: string, at: ShapeRuby): Form[] {
  const names = form.children.filter((child) => child.role === 'argument');
  return names.flatMap((argument) => {
    const name = at.text.slice(argument.start, argument.end).replace(/^:?["']?|["']$/g, '');
    const shaped: Form[] = [];
    if (kind !== 'attr_writer') shaped.push(fieldNamed(argument, name), reader(argument, name));
    if (kind !== 'attr_reader')
      shaped.push(fieldNamed(argument, `${name}=`), writer(argument, name));
    return shaped;
  });
}

function fieldNamed(at: Form, name: string): Form {
  return { ...formAt(at, 'variable', [withRole(nameAt(at, name), 'name')]), variant: 'field' };
}

function fieldOf(at: Form, name: string): Form {
  return memberAt(at, formAt(at, 'this'), nameAt(at, `@${name}`));
}

function reader(at: Form, name: string): Form {
  const body = formAt(at, 'return', [withRole(fieldOf(at, name), 'value')]);
  return hiddenMethod(at, name, [withRole(formAt(at, 'group', [body]), 'body')]);
}

function writer(at: Form, name: string): Form {
  const value = nameAt(at, 'value');
  const store = formAt(at, 'assign', [
    withRole(fieldOf(at, name), 'left'),
    withRole(value, 'right'),
  ]);
  const parameter = formAt(at, 'parameter', [withRole(value, 'name')]);
  return hiddenMethod(at, `${name}=`, [parameter, withRole(formAt(at, 'group', [store]), 'body')]);
}

function hiddenMethod(at: Form, name: string, parts: Form[]): Form {
  const method = formAt(at, 'function', [withRole(nameAt(at, name), 'name'), ...parts]);
  return { ...method, variant: 'hidden' };
}
