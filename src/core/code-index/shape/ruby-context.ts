import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';
import { callAt, formAt, memberAt, nameAt, withChildren, withRole } from './edit-form.ts';
import type { RubyScope } from './ruby-scope.ts';

/** Where in the file the shaping is. */
export interface ShapeRuby {
  text: string;
  scope: RubyScope;
  /** Names of the classes and modules around. */
  classes: readonly string[];
  /** Name of the method around; '' outside of methods. */
  method: string;
  /** Inside `class << self` and after `module_function`: methods belong to the class itself. */
  isOnClass: boolean;
  /** Shapes any form; see shape-ruby.ts. */
  shape(form: Form, at: ShapeRuby): Form[];
}

/** The name under which every call hands its block over, and every method takes it. */
export const BLOCK = '&';

export function shapeAll(forms: readonly Form[], at: ShapeRuby): Form[] {
  return forms.flatMap((form) => at.shape(form, at));
}

/** Words that say who may call the methods below. */
export const VISIBILITY = new Set(['private', 'protected', 'public', 'module_function']);

/** What a symbol names: `:a`, `a:` and `:"a"` name `a`. */
export function symbolName(form: Form, text: string): string {
  return text.slice(form.start, form.end).replace(/^:?["']?|["']?:?$/g, '');
}

export function shapeSymbol(form: Form, text: string): Form {
  return readingAs(withRole(formAt(form, 'string'), form.role), symbolName(form, text));
}

/** `super` calls the method of the same name further up. */
export function shapeSuper(form: Form, values: Form[], at: ShapeRuby): Form {
  const callee = memberAt(form, formAt(form, 'super'), nameAt(form, at.method));
  return withRole(callAt(form, 'call', callee, values), form.role);
}

/** Notes what a target assigns, and shapes what it reads. */
export function shapeTarget(form: Form, at: ShapeRuby): Form {
  if (form.kind === 'name') {
    at.scope.assign(at.text.slice(form.start, form.end));
    return form;
  }
  if (form.kind === 'pattern' || form.kind === 'spread' || form.kind === 'group')
    return withChildren(
      form,
      form.children.map((child) => shapeTarget(child, at)),
    );
  const [shaped] = at.shape(form, at);
  return shaped ?? form;
}

/**
 * `alias new old`: the class has the method under two names, of which the new one is a definition
 * too.
 */
export function shapeAlias(form: Form, at: ShapeRuby): Form[] {
  const name = form.children.find((child) => child.role === 'name');
  const old = form.children.find((child) => child.role === 'value');
  const own = at.classes.at(-1);
  if (name === undefined || old === undefined || own === undefined) return [];
  const plain = (part: Form): Form =>
    nameAt(part, at.text.slice(part.start, part.end).replace(/^:?["']?|["']$/g, ''));
  const symbol = formAt(form, 'variable', [withRole(plain(name), 'name')]);
  const left = memberAt(name, nameAt(name, own), plain(name));
  const right = memberAt(old, nameAt(old, own), plain(old));
  const parts = [withRole(left, 'left'), withRole(right, 'right')];
  return [{ ...symbol, variant: 'method' }, formAt(form, 'assign', parts)];
}
