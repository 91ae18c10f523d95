import { type ObjectFact, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import { textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { enclosingPath } from './symbols.ts';

const LISTS = ['list', 'set', 'frozenset', 'tuple', 'deque', 'UserList', 'MutableSequence'];
const DICTS = [
  'dict',
  'OrderedDict',
  'defaultdict',
  'Counter',
  'UserDict',
  'MutableMapping',
  'WeakValueDictionary',
];

const KINDS = new Map<string, 'list' | 'dict'>([
  ...LISTS.map((name) => [name, 'list'] as const),
  ...DICTS.map((name) => [name, 'dict'] as const),
]);

/** Methods of containers, and the method of the container within that does the work. */
const METHODS = new Map<string, string>([
  ...['append', 'appendleft', 'extend', 'insert', 'add', 'pop', 'popleft', 'sort'].map(
    (name) => [name, name] as const,
  ),
  ...['get', 'setdefault', 'update', 'popitem', 'items', 'values', 'keys', 'copy'].map(
    (name) => [name, name] as const,
  ),
  ['__iter__', '__iter__'],
  ['__getitem__', 'get'],
  ['__setitem__', 'setdefault'],
]);

/**
 * A Python class that derives from a container is one: it gets a base whose methods are those of a
 * container within, one for all its instances, as their other fields are one.
 */
export function deriveFromContainers(lowering: Lowering, form: Form, object: ObjectFact): void {
  if (lowering.language.id !== 'python' || object.class === undefined) return;
  for (const child of form.children) {
    if (child.role !== 'base' || child.kind === 'keyword') continue;
    const base = child.kind === 'subscript' ? child.children[0] : child;
    const name = base === undefined ? '' : textOf(lowering.text, base);
    const kind = KINDS.get(name.slice(name.lastIndexOf('.') + 1));
    if (kind === undefined) continue;
    const variable = makeBase(lowering, kind);
    object.class.bases.push({ variable, line: child.line });
    return;
  }
}

function makeBase(lowering: Lowering, kind: 'list' | 'dict'): number {
  const { facts } = lowering;
  const container = facts.container(kind, enclosingPath(lowering));
  const variable = facts.variable(Origin.scope);
  facts.object({
    kind: 'class',
    symbol: -1,
    key: facts.containerKey(enclosingPath(lowering)),
    variable,
    class: {
      bases: [],
      members: [...METHODS.keys()],
      isInterface: false,
      isAbstract: false,
      typeParameters: [],
    },
  });
  for (const [name, method] of METHODS) facts.store(variable, name, facts.load(container, method));
  return variable;
}
