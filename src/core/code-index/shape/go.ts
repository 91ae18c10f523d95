import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { formAt, nameWithin, partsOf, rewrite, splitNames, withRole } from './build-form.ts';

/** Shapes the forms of a Go file. */
export function shapeGo(root: Form, text: string): Form {
  const shaping = new GoShaping(text);
  rewrite(root, (form) => shaping.change(form));
  rewrite(root, (form) => shaping.fillLiteral(form));
  return root;
}

class GoShaping {
  readonly #text: string;
  /** Names of the fields of the file's structs, for literals without names. */
  readonly #fields = new Map<string, Form[]>();
  /** Type of the last constant, for those that repeat it. */
  #constantType: Form | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  change(form: Form): Form[] {
    switch (form.kind) {
      case 'import':
        return [this.#import(form)];
      case 'type':
        return [this.#type(form)];
      case 'class':
        return [this.#class(form)];
      case 'function':
        return [this.#function(form)];
      case 'parameter':
        return splitNames(form);
      case 'variable':
        return this.#variable(form);
      case 'assign':
        return [this.#assign(form)];
      case 'return':
        return [joinParts(form, 'value', 'list')];
      case 'iterate':
        return [iterateElements(form, this.#text)];
      case 'call':
        return [this.#call(form)];
      case 'cast':
        return [genericCall(form, this.#text)];
      case 'literal':
        return [flattenLiteral(form)];
      case 'branch':
        return [form.variant === 'types' ? typeSwitch(form) : form];
      default:
        return [form];
    }
  }

  /** `import "a/b"` binds `b`. A path does not tell the name for sure: every word it may come from is bound. */
  #import(form: Form): Form {
    const source = part(form, 'source');
    if (source === undefined || form.children.some((child) => child.kind === 'star')) return form;
    const alias = part(form, 'alias');
    if (part(form, 'blank') !== undefined) return { ...form, children: [source] };
    const names =
      alias === undefined
        ? importedNames(textOf(this.#text, source)).map(([start, end]) =>
            nameWithin(source, source.start + start, source.start + end, 'name'),
          )
        : [formAt(alias, { kind: 'name', role: 'name' })];
    const items = names.map((name) => formAt(name, { kind: 'item', variant: 'namespace' }, [name]));
    return { ...form, children: [source, ...items] };
  }

  /** The words of a qualified type are one name. */
  #type(form: Form): Form {
    const isLeaf = form.variant === '' && part(form, 'name') === undefined;
    return isLeaf && form.children.length > 0 ? { ...form, children: [] } : form;
  }

  /** A named struct or interface is that class; any other named type keeps what it is made of as `type`. */
  #class(form: Form): Form {
    const inner = part(form, 'type');
    if (form.variant !== 'type' || inner?.kind !== 'class') return form;
    const others = form.children.filter((child) => child !== inner);
    const named = { ...form, variant: inner.variant, children: [...others, ...inner.children] };
    const name = part(form, 'name');
    const body = part(named, 'body');
    if (name !== undefined && body !== undefined)
      this.#fields.set(textOf(this.#text, name), fieldNames(body));
    if (inner.variant !== 'interface' || body !== undefined) return named;
    const members = named.children.filter((child) => child.kind === 'function');
    return {
      ...named,
      children: [
        ...named.children.filter((child) => child.kind !== 'function'),
        formAt(inner, { kind: 'group', role: 'body' }, members),
      ],
    };
  }

  #function(form: Form): Form {
    const shaped = namedResults(form);
    const receiver = shaped.children.find(
      (child) => child.kind === 'parameter' && child.variant === 'self',
    );
    const type = receiver === undefined ? undefined : part(receiver, 'type');
    if (type === undefined) return shaped;
    const body = formAt(shaped, { kind: 'group', role: 'body' }, [shaped]);
    return formAt(shaped, { kind: 'extension' }, [receiverClass(type), body]);
  }

  #variable(form: Form): Form[] {
    switch (form.variant) {
      case 'constant':
        return this.#constant(form);
      case 'field':
        return part(form, 'name') === undefined ? [this.#embedded(form)] : splitNames(form);
      case 'alias':
        return [{ ...form, variant: 'constant' }];
      default:
        return pairTargets(form, 'name');
    }
  }

  /** A constant without a value repeats the expression above it, and so its type. */
  #constant(form: Form): Form[] {
    const type = part(form, 'type');
    const isRepeated = type === undefined && part(form, 'value') === undefined;
    if (!isRepeated) this.#constantType = type;
    const last = this.#constantType;
    if (!isRepeated || last === undefined) return splitNames(form);
    return splitNames({ ...form, children: [...form.children, last] });
  }

  /** An embedded type is a field of its name whose members are the struct's own too. */
  #embedded(form: Form): Form {
    const type = part(form, 'type');
    if (type === undefined) return form;
    const named = receiverClass(type);
    const text = textOf(this.#text, named);
    const start = named.start + text.lastIndexOf('.') + 1;
    const name = nameWithin(named, start, named.end, 'name');
    return { ...form, variant: 'embedded', children: [name, type] };
  }

  #assign(form: Form): Form {
    if (form.variant !== 'send') return joinTargets(form);
    const channel = part(form, 'left');
    const value = part(form, 'right');
    if (channel === undefined || value === undefined) return form;
    const element = formAt(channel, { kind: 'subscript', role: 'left' }, [
      withRole(channel, 'object'),
    ]);
    return { ...form, variant: '', children: [element, value] };
  }

  /** `new`, `make` and `append` are expressions of the language: they make values of a type, or a longer list. */
  #call(form: Form): Form {
    const callee = part(form, 'callee');
    if (callee === undefined) return form;
    if (callee.kind === 'subscript') return withoutTypeArguments(form, callee);
    if (callee.kind !== 'name') return form;
    const values = partsOf(form, 'argument').concat(
      form.children.filter((child) => child.kind === 'spread' && child.role === ''),
    );
    switch (textOf(this.#text, callee)) {
      case 'new':
      case 'make': {
        const [type, ...rest] = values;
        if (type === undefined) return form;
        return formAt(form, { kind: 'cast', role: form.role }, [withRole(type, 'type'), ...rest]);
      }
      case 'append': {
        const [list, ...rest] = form.children.filter((child) => child !== callee);
        if (list === undefined) return form;
        const spread = formAt(list, { kind: 'spread' }, [withRole(list, 'value')]);
        return formAt(form, { kind: 'list', role: form.role }, [spread, ...rest]);
      }
      default:
        return form;
    }
  }

  /** Gives the values of literals without names the names of the fields they stand for. */
  fillLiteral(form: Form): Form[] {
    if (form.kind !== 'literal') return [form];
    const type = part(form, 'type');
    if (type === undefined) return [form];
    if (type.kind === 'type' && type.variant === 'list') {
      const element = part(type, 'element');
      if (element !== undefined) inheritType(form, element);
      form.children = form.children.flatMap((child) => this.#fillDeep(child));
      return [form];
    }
    const names = this.#fieldsOf(type);
    if (names === undefined) return [form];
    let index = 0;
    form.children = form.children.map((child) => {
      if (child === type || child.kind === 'comment' || child.kind === 'pair') return child;
      const name = names[index++];
      if (name === undefined) return child;
      return formAt(child, { kind: 'pair' }, [withRole(name, 'key'), withRole(child, 'value')]);
    });
    return [form];
  }

  #fillDeep(child: Form): Form[] {
    const value = child.kind === 'pair' ? part(child, 'value') : child;
    if (value?.kind === 'literal') this.fillLiteral(value);
    return [child];
  }

  #fieldsOf(type: Form): Form[] | undefined {
    if (type.kind === 'class') {
      const body = part(type, 'body');
      return body === undefined ? undefined : fieldNames(body);
    }
    return this.#fields.get(textOf(this.#text, receiverClass(type)));
  }
}

/** Literals inside a list literal may leave their type to it. */
function inheritType(list: Form, element: Form): void {
  for (const child of list.children) {
    const value = child.kind === 'pair' ? part(child, 'value') : child;
    if (value?.kind === 'literal' && part(value, 'type') === undefined)
      value.children = [withRole(element, 'type'), ...value.children];
  }
}

const VERSION = /^v\d+$/;

/** Stretches of a quoted import path that may be the name of its package. */
function importedNames(source: string): [number, number][] {
  const steps: [number, number][] = [];
  for (const match of source.matchAll(/[^/"`]+/g))
    steps.push([match.index, match.index + match[0].length]);
  let last = steps.at(-1);
  const before = steps.at(-2);
  if (last !== undefined && before !== undefined && VERSION.test(source.slice(...last)))
    last = before;
  if (last === undefined) return [];
  const [start, end] = last;
  const found: [number, number][] = [];
  for (const match of source.slice(start, end).matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) {
    if (VERSION.test(match[0]) && found.length > 0) continue;
    found.push([start + match.index, start + match.index + match[0].length]);
  }
  return found;
}

function fieldNames(body: Form): Form[] {
  return body.children.flatMap((child) =>
    child.kind === 'variable' ? partsOf(child, 'name') : [],
  );
}

/** The class that a receiver's or an embedded type names, without pointers and type arguments. */
function receiverClass(type: Form): Form {
  const inner = type.variant === 'union' ? part(type, 'member') : part(type, 'name');
  return inner === undefined ? withRole(type, 'owner') : receiverClass(inner);
}

/** Results in parentheses are a tuple; named ones are variables of the body too. */
function namedResults(form: Form): Form {
  const results = part(form, 'result_type');
  if (results?.kind !== 'group') return form;
  const types = results.children.flatMap((child) => {
    const type = part(child, 'type');
    return type === undefined ? [] : [withRole(type, 'member')];
  });
  const [only] = types;
  const type =
    only !== undefined && types.length === 1
      ? withRole(only, 'result_type')
      : formAt(results, { kind: 'type', variant: 'tuple', role: 'result_type' }, types);
  const variables = results.children.flatMap((child) =>
    part(child, 'name') === undefined
      ? []
      : [formAt(child, { kind: 'variable', variant: 'let' }, child.children)],
  );
  const children = form.children.map((child) => {
    if (child === results) return type;
    if (child.role !== 'body') return child;
    return { ...child, children: [...variables, ...child.children] };
  });
  return { ...form, children };
}

/** `a, b := f()` takes a tuple apart, `v, ok := m[k]` takes the value; `a, b := x, y` are two declarations. */
function pairTargets(form: Form, role: string): Form[] {
  const names = partsOf(form, role);
  const values = partsOf(form, 'value');
  const [value] = values;
  if (names.length < 2 || value === undefined || values.length > 1) return splitNames(form);
  const others = form.children.filter((child) => child.role !== role);
  if (value.kind === 'call') {
    const first = names[0] as Form;
    const pattern = formAt(first, { kind: 'pattern', variant: 'list', role: 'pattern' }, names);
    return [{ ...form, children: [pattern, ...others] }];
  }
  const rest = names
    .slice(1)
    .map((name) => formAt(name, { kind: 'variable', variant: form.variant }, [name]));
  return [{ ...form, children: [names[0] as Form, ...others] }, ...rest];
}

/** The same for assignments. */
function joinTargets(form: Form): Form {
  const left = partsOf(form, 'left');
  const right = partsOf(form, 'right');
  if (left.length < 2) return form;
  const [value] = right;
  const first = left[0] as Form;
  if (right.length === 1 && value !== undefined && value.kind !== 'call')
    return { ...form, children: [first, value] };
  const targets = formAt(first, { kind: 'pattern', variant: 'list', role: 'left' }, left);
  const joined =
    right.length === 1 || value === undefined
      ? right
      : [formAt(value, { kind: 'list', role: 'right' }, right)];
  return { ...form, children: [targets, ...joined] };
}

/** Several values with one role become one list in it. */
function joinParts(form: Form, role: string, kind: string): Form {
  const parts = partsOf(form, role);
  const [first] = parts;
  if (first === undefined || parts.length < 2) return form;
  const others = form.children.filter((child) => child.role !== role);
  return { ...form, children: [...others, formAt(first, { kind, role }, parts)] };
}

/** Whether the only variable of a range serves as an index: it stands in brackets somewhere in the body. */
function isIndex(form: Form, name: Form, text: string): boolean {
  const word = textOf(text, name);
  return text.slice(form.start, form.end).includes(`[${word}]`);
}

/** Ranging binds the element to the last name; the one before it is the key. */
function iterateElements(form: Form, text: string): Form {
  const names = partsOf(form, 'left');
  const last = names.at(-1);
  if (last === undefined) return form;
  const others = form.children.filter((child) => child.role !== 'left');
  if (names.length === 1 && isIndex(form, last, text)) {
    const index = formAt(last, { kind: 'variable', variant: 'let' }, [withRole(last, 'name')]);
    return { ...form, kind: 'loop', children: [index, ...others.map((child) => withRole(child, ''))] };
  }
  const declares = form.flags.includes('declares');
  const left = declares
    ? formAt(last, { kind: 'variable', variant: 'let', role: 'left' }, [withRole(last, 'name')])
    : last;
  const key = names.length > 1 && declares ? names[0] : undefined;
  const declared =
    key === undefined
      ? []
      : [formAt(key, { kind: 'variable', variant: 'let' }, [withRole(key, 'name')])];
  return { ...form, children: [left, ...declared, ...others] };
}

/** `F[T](x)` calls F, or an element of F when it is a table: the grammar cannot tell. */
function withoutTypeArguments(form: Form, callee: Form): Form {
  const object = part(callee, 'object');
  if (object === undefined) return form;
  const either = formAt(callee, { kind: 'either', role: 'callee' }, [
    withRole(object, 'value'),
    withRole(callee, 'value'),
  ]);
  return { ...form, children: form.children.map((child) => (child === callee ? either : child)) };
}

/** `F[A](x)` and `t.f[i](x)` read like conversions to a generic type. */
function genericCall(form: Form, text: string): Form {
  const type = part(form, 'type');
  const value = part(form, 'value');
  const name = type === undefined ? undefined : part(type, 'name');
  if (form.variant !== '' || type === undefined || name === undefined || value === undefined)
    return form;
  const path = pathOf(name, text);
  const element = formAt(name, { kind: 'subscript', role: 'value' }, [withRole(path, 'object')]);
  const callee = formAt(type, { kind: 'either', role: 'callee' }, [withRole(path, 'value'), element]);
  return formAt(form, { kind: 'call', role: form.role }, [callee, withRole(value, 'argument')]);
}

/** The words of a dotted name as reads of members. */
function pathOf(name: Form, text: string): Form {
  let end = name.start;
  let path: Form | undefined;
  for (const word of textOf(text, name).split('.')) {
    const step = nameWithin(name, end, end + word.length, path === undefined ? '' : 'property');
    end += word.length + 1;
    path =
      path === undefined
        ? step
        : formAt(name, { kind: 'member' }, [withRole(path, 'object'), step]);
  }
  return path ?? name;
}

function flattenLiteral(form: Form): Form {
  const body = part(form, 'body');
  if (body === undefined) return form;
  return {
    ...form,
    children: [...form.children.filter((child) => child !== body), ...body.children],
  };
}

/** Within each case the switch's name holds the value as the type of the case. */
function typeSwitch(form: Form): Form {
  const alias = part(form, 'alias');
  const value = part(form, 'value');
  if (alias === undefined || value === undefined) return form;
  const children = form.children.flatMap((child) => {
    if (child === alias) return [];
    if (child === value) return [withRole(value, '')];
    const block = child.kind === 'arm' ? child.children[0] : undefined;
    if (block === undefined) return [child];
    const types = block.children.filter((inner) => inner.role === 'type');
    const rest = block.children.filter((inner) => inner.role !== 'type');
    const [type] = types;
    const seen =
      type === undefined || types.length > 1
        ? withRole(value, 'value')
        : formAt(value, { kind: 'cast', variant: 'only', role: 'value' }, [
            withRole(value, 'value'),
            type,
          ]);
    const variable = formAt(alias, { kind: 'variable', variant: 'let' }, [
      withRole(alias, 'name'),
      seen,
    ]);
    return [{ ...child, children: [{ ...block, children: [variable, ...rest] }] }];
  });
  return { ...form, children };
}
