import type { Form } from '../forms.ts';
import { part, textOf } from '../lower/form-parts.ts';
import { formAt, nameWithin, partsOf, rewrite, splitNames, withRole } from './build-form.ts';
import {
  flattenLiteral,
  genericCall,
  importedNames,
  withoutTypeArguments,
} from './go-expressions.ts';
import {
  iterateElements,
  joinParts,
  joinTargets,
  namedResults,
  pairTargets,
  typeSwitch,
} from './go-statements.ts';

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

  /**
   * `import "a/b"` binds `b`. A path does not decide the name: every word it may come from is
   * bound.
   */
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

  /**
   * A named struct or interface is that class; any other named type keeps what it is made of as
   * `type`.
   */
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

  /**
   * `new`, `make` and `append` are expressions of the language: they make values of a type, or a
   * longer list.
   */
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
