import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { formAt, nameReading, nameWithin, partsOf, rewrite, withRole } from './build-form.ts';
import { libraryCall } from './rust-library.ts';
import { patternOf } from './rust-patterns.ts';
import { expandUse, type UseLeaf } from './rust-use.ts';

/** Shapes the forms of a Rust file. */
export function shapeRust(root: Form, text: string): Form {
  const shaping = new RustShaping(text);
  rewrite(root, (form) => shaping.change(form));
  shaping.markBeside();
  return root;
}

class RustShaping {
  readonly #text: string;
  readonly #fields: { path: string; form: Form }[] = [];
  readonly #methods = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  change(form: Form): Form[] {
    switch (form.kind) {
      case 'ignored':
      case 'lifetime':
        return [];
      case 'import':
        return this.#import(form);
      case 'member':
        return [tupleField(form)];
      case 'call':
        return [this.#call(form)];
      case 'pair':
        return [shorthand(form)];
      case 'variable':
        return this.#variable(form);
      case 'iterate':
        return [this.#iterate(form)];
      case 'parameter':
        return [this.#parameter(form)];
      case 'function':
        return [this.#function(form)];
      case 'class':
        return [this.#class(form)];
      case 'extension':
        this.#noteMethods(form);
        return [this.#bounded(form)];
      case 'branch':
        return [form.variant === 'match' ? this.#match(form) : form];
      default:
        return [form];
    }
  }

  /** Marks the fields that share their name with a method: the path is the method's. */
  markBeside(): void {
    for (const { path, form } of this.#fields)
      if (this.#methods.has(path)) form.flags = [...form.flags, 'beside'];
  }

  #noteMethods(form: Form): void {
    const owner = part(form, 'owner');
    if (owner === undefined) return;
    const named = part(owner, 'name') ?? owner;
    for (const child of part(form, 'body')?.children ?? []) {
      const name = child.kind === 'function' ? part(child, 'name') : undefined;
      if (name !== undefined) this.#methods.add(`${this.#read(named)}.${this.#read(name)}`);
    }
  }

  #read(form: Form): string {
    return textOf(this.#text, form);
  }

  #import(form: Form): Form[] {
    const source = part(form, form.variant === 'mod' ? 'name' : 'source');
    if (source === undefined) return [];
    switch (form.variant) {
      case 'mod': {
        const at = nameReading(source, `mod ${this.#read(source)}`, 'source');
        const value = { ...at, variant: 'crate', role: 'value' };
        const parts = [withRole(source, 'name'), value];
        const module = formAt(form, { kind: 'variable', variant: 'module' }, parts);
        return [{ ...form, variant: '', children: [at] }, module];
      }
      case 'crate': {
        const alias = part(form, 'alias') ?? source;
        const item = formAt(alias, { kind: 'item', variant: 'namespace' }, [
          withRole(alias, 'name'),
        ]);
        return [{ ...form, variant: '', children: [withRole(source, 'source'), item] }];
      }
      default:
        return expandUse(this.#read(source)).flatMap((leaf) => this.#used(form, source, leaf));
    }
  }

  /**
   * A name that `use` brings is read along its path, so that whatever lies on the path is followed.
   */
  #used(form: Form, at: Form, { path, local, isStar }: UseLeaf): Form[] {
    const source = path.join('::');
    if (isStar) {
      const star = formAt(at, { kind: 'star' });
      return [{ ...form, variant: '', children: [nameReading(at, source, 'source'), star] }];
    }
    const [root = '', ...steps] = path;
    let value: Form = {
      ...nameReading(at, root, ''),
      variant: steps.length > 0 ? 'root' : 'crate',
    };
    for (const step of steps)
      value = formAt(at, { kind: 'member' }, [
        withRole(value, 'object'),
        nameReading(at, step, 'property'),
      ]);
    const stated = { ...form, variant: '', children: [nameReading(at, source, 'source')] };
    const name = nameReading(at, local, 'name');
    const bound = formAt(at, { kind: 'variable', variant: 'use' }, [
      name,
      withRole(value, 'value'),
    ]);
    return local === '_' ? [stated] : [stated, bound];
  }

  #call(form: Form): Form {
    const plain = this.#withoutGenerics(form);
    return libraryCall(plain, this.#text) ?? plain;
  }

  #withoutGenerics(form: Form): Form {
    const callee = part(form, 'callee');
    if (callee?.kind !== 'generic') return form;
    const name = part(callee, 'name');
    if (name === undefined) return form;
    return {
      ...form,
      children: form.children.map((child) => (child === callee ? withRole(name, 'callee') : child)),
    };
  }

  #variable(form: Form): Form[] {
    const pattern = part(form, 'pattern');
    const alternative = part(form, 'alternative');
    const children = form.children.filter((child) => child !== alternative);
    const shaped =
      pattern === undefined
        ? { ...form, children }
        : {
            ...form,
            children: children.map((child) =>
              child === pattern ? withRole(patternOf(pattern, this.#text), 'pattern') : child,
            ),
          };
    return alternative === undefined ? [shaped] : [shaped, withRole(alternative, '')];
  }

  #iterate(form: Form): Form {
    const left = part(form, 'left');
    if (left === undefined) return form;
    const pattern = patternOf(left, this.#text);
    const target = withRole(pattern, pattern.kind === 'name' ? 'name' : 'pattern');
    const variable = formAt(left, { kind: 'variable', variant: 'let', role: 'left' }, [target]);
    return { ...form, children: form.children.map((child) => (child === left ? variable : child)) };
  }

  #parameter(form: Form): Form {
    const pattern = part(form, 'pattern');
    if (pattern === undefined) return form;
    return {
      ...form,
      children: form.children.map((child) =>
        child === pattern ? withRole(patternOf(pattern, this.#text), 'pattern') : child,
      ),
    };
  }

  #function(form: Form): Form {
    const bounded = this.#bounded(form);
    const children = bounded.children.map((child) =>
      child.role === 'patterned'
        ? formAt(child, { kind: 'parameter' }, [withRole(patternOf(child, this.#text), 'pattern')])
        : child,
    );
    const body = children.find((child) => child.role === 'body');
    const last = body?.children.at(-1);
    if (body === undefined || last === undefined) return { ...bounded, children };
    if (last.role !== 'value') {
      if (last.kind !== 'branch' && !(last.kind === 'block' && last.children[0]?.kind === 'branch'))
        return { ...bounded, children };
    }
    const tail = formAt(last, { kind: 'return' }, [withRole(last, 'value')]);
    const ended = { ...body, children: [...body.children.slice(0, -1), tail] };
    return { ...bounded, children: children.map((child) => (child === body ? ended : child)) };
  }

  #class(form: Form): Form {
    const shaped = this.#bounded(form);
    const body = part(shaped, 'body');
    if (form.variant === 'namespace' || body === undefined) return shaped;
    const members = body.children.map((child) => {
      if (child.kind === 'class' && child.variant === 'enum_member')
        return this.#variantClass(form, child);
      return child;
    });
    const named = this.#positional({ ...body, children: members });
    const own = part(form, 'name');
    for (const child of named.children) {
      const field = child.kind === 'variable' ? part(child, 'name') : undefined;
      if (own !== undefined && field !== undefined)
        this.#fields.push({ path: `${this.#read(own)}.${this.#read(field)}`, form: child });
    }
    return {
      ...shaped,
      children: shaped.children.map((child) => (child === body ? named : child)),
    };
  }

  /** Variants are classes below their enum. */
  #variantClass(form: Form, variant: Form): Form {
    const name = part(form, 'name');
    if (name === undefined) return variant;
    const base = formAt(name, { kind: 'type', role: 'base' });
    const children =
      part(variant, 'body') === undefined
        ? [...variant.children, formAt(variant, { kind: 'group', role: 'body' })]
        : variant.children;
    return { ...variant, children: [...children, base] };
  }

  /** Fields without names are called by their position. */
  #positional(body: Form): Form {
    const types = partsOf(body, 'positional');
    if (types.length === 0) return body;
    const fields = types.map((type, index) =>
      formAt(type, { kind: 'variable', variant: 'field' }, [
        nameReading(type, String(index), 'name'),
        withRole(type, 'type'),
      ]),
    );
    return {
      ...body,
      children: [...body.children.filter((child) => !types.includes(child)), ...fields],
    };
  }

  /** A type parameter with bounds stands for whatever has them. */
  #bounded(form: Form): Form {
    const bounds = new Map<string, Form>();
    for (const child of form.children) {
      if (child.kind !== 'generic_parameter') continue;
      const name = part(child, 'name');
      const types = partsOf(child, 'bound');
      if (name === undefined || types.length === 0 || this.#read(name) === 'Self') continue;
      const members = types.map((type) => withRole(type, 'member'));
      bounds.set(this.#read(name), formAt(name, { kind: 'type', variant: 'union' }, members));
    }
    const children = form.children.filter((child) => child.kind !== 'generic_parameter');
    const shaped = { ...form, children };
    if (bounds.size > 0) rewrite(shaped, (inner) => [this.#boundOf(inner, bounds)]);
    return shaped;
  }

  #boundOf(form: Form, bounds: Map<string, Form>): Form {
    const isLeaf =
      (form.kind === 'type' || (form.kind === 'name' && form.variant === 'root')) &&
      form.children.length === 0;
    if (!isLeaf) return form;
    const bound = bounds.get(this.#read(form));
    return bound === undefined ? form : withRole(bound, form.role);
  }

  /** Each arm takes the subject apart by its pattern. */
  #match(form: Form): Form {
    const subject = part(form, 'subject');
    if (subject === undefined) return form;
    const isPlain = subject.kind === 'name';
    const held = isPlain ? subject : nameReading(subject, `()match${subject.start}`, '');
    const arms = form.children
      .filter((child) => child !== subject)
      .map((arm) => this.#arm(arm, held));
    const branch = { ...form, variant: '', role: 'value', children: arms };
    const start = isPlain
      ? []
      : [
          formAt(subject, { kind: 'variable', variant: 'let' }, [
            withRole(held, 'name'),
            withRole(subject, 'value'),
          ]),
        ];
    return formAt(form, { kind: 'block', role: form.role }, [...start, branch]);
  }

  #arm(arm: Form, held: Form): Form {
    const block = arm.children[0];
    const pattern = block === undefined ? undefined : part(block, 'pattern');
    if (block === undefined || pattern === undefined) return arm;
    const target = patternOf(pattern, this.#text);
    const variable = formAt(pattern, { kind: 'variable', variant: 'let' }, [
      withRole(target, target.kind === 'name' ? 'name' : 'pattern'),
      withRole(held, 'value'),
    ]);
    const condition = part(block, 'condition');
    const others = block.children.filter((child) => child !== pattern && child !== condition);
    const tested = condition === undefined ? [] : [withRole(condition, '')];
    return { ...arm, children: [{ ...block, children: [variable, ...tested, ...others] }] };
  }
}

/** `x.0` reads a field of a struct or an element of a tuple. */
function tupleField(form: Form): Form {
  const key = part(form, 'key');
  const object = part(form, 'object');
  if (key === undefined || object === undefined) return form;
  const property = nameWithin(key, key.start, key.end, 'property');
  return formAt(form, { kind: 'either', role: form.role }, [
    formAt(form, { kind: 'member', role: 'value' }, [object, property]),
    formAt(form, { kind: 'subscript', role: 'value' }, [object, key]),
  ]);
}

function shorthand(form: Form): Form {
  const value = part(form, 'value');
  if (part(form, 'key') !== undefined || value === undefined) return form;
  return { ...form, children: [withRole(value, 'key'), value] };
}
