// No type of more than ten members is a parameter of more than ten functions. A type that is passed
// everywhere gives each function more than it needs, and hides which members it uses.
import { parseSync } from 'vite';

const MOST_MEMBERS = 10;
const MOST_FUNCTIONS = 10;

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
]);

function visit(node, see) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') see(node);
  for (const key in node) {
    const child = node[key];
    if (child !== null && typeof child === 'object') visit(child, see);
  }
}

const isHidden = (member) =>
  member.accessibility === 'private' ||
  member.key?.type === 'PrivateIdentifier' ||
  member.kind === 'constructor';

/** The type that a reference or an `extends` names; null for any other node. */
function nameOf(node) {
  const name = node?.typeName ?? node?.expression ?? node;
  return name?.type === 'Identifier' ? name.name : null;
}

const NOTHING = { own: [], from: [] };

/** Types of the language that keep every member of the one they are given. */
const UNCHANGED = new Set(['Partial', 'Readonly', 'Required']);

const namesOf = (members) => members.map(({ key, start }) => key?.name ?? key?.value ?? start);

const literalsOf = (type) =>
  (type?.type === 'TSUnionType' ? type.types : [type]).flatMap((one) => one?.literal?.value ?? []);

function join(shapes) {
  return { own: shapes.flatMap(({ own }) => own), from: shapes.flatMap(({ from }) => from) };
}

/**
 * What a declaration shows to whoever is given one: members of its own, and names of the types
 * whose members it has too.
 */
function shapeOf(node) {
  if (node.type === 'TSInterfaceDeclaration')
    return join([
      { own: namesOf(node.body.body), from: [] },
      ...node.extends.map(shapeOfReference),
    ]);
  if (node.type === 'ClassDeclaration')
    return {
      own: namesOf(node.body.body.filter((one) => !isHidden(one))),
      from: [nameOf(node.superClass)],
    };
  return node.type === 'TSTypeAliasDeclaration' ? shapeOfType(node.typeAnnotation) : NOTHING;
}

function shapeOfType(type) {
  if (type?.type === 'TSTypeLiteral') return { own: namesOf(type.members), from: [] };
  if (type?.type === 'TSIntersectionType') return join(type.types.map(shapeOfType));
  return type?.type === 'TSTypeReference' ? shapeOfReference(type) : NOTHING;
}

function shapeOfReference(node) {
  const [whole, picked] = node.typeArguments?.params ?? [];
  const name = nameOf(node);
  if (name === 'Pick') return { own: literalsOf(picked), from: [] };
  return UNCHANGED.has(name) ? shapeOfType(whole) : { own: [], from: [name] };
}

const lineOf = (text, at) => text.slice(0, at).split('\n').length;

/** Names that a file takes from others: the local name → the name there and where that is. */
function importsOf(program) {
  const names = new Map();
  for (const node of program.body)
    if (node.type === 'ImportDeclaration')
      for (const one of node.specifiers)
        if (one.type === 'ImportSpecifier')
          names.set(one.local.name, { name: one.imported.name, from: node.source.value });
  return names;
}

function resolve(file, from) {
  if (from.startsWith('#')) return `src/${from.slice(1)}`;
  if (!from.startsWith('.')) return null;
  const base = file.split('/').slice(0, -1);
  for (const part of from.split('/'))
    if (part === '..') base.pop();
    else if (part !== '.') base.push(part);
  return base.join('/');
}

/** Faults of the types in `files`, each with its file, line and a sentence. */
export function wideParameterFaults(files) {
  const types = new Map();
  const parsed = files
    .filter(({ file }) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))
    .map(({ file, text }) => ({ file, text, program: parseSync(file, text).program }));
  for (const { file, text, program } of parsed) {
    const placeOf = placesOf(file, program);
    visit(program, (node) => {
      const { own, from } = shapeOf(node);
      if (own.length + from.length === 0 || node.id === null) return;
      const { name } = node.id;
      const line = lineOf(text, node.start);
      types.set(`${file}#${name}`, {
        file,
        line,
        name,
        own,
        from: from.map(placeOf),
        functions: 0,
      });
    });
  }
  for (const { file, program } of parsed) countParameters(file, program, types);
  return [...types.values()]
    .filter(({ functions }) => functions > MOST_FUNCTIONS)
    .map((type) => ({ ...type, members: membersOf(type, types).size }))
    .filter(({ members }) => members > MOST_MEMBERS)
    .map(({ file, line, name, members, functions }) => {
      const message = `${name} has ${members} members and is a parameter of ${functions} functions: give them what they need of it`;
      return { file, line, message };
    });
}

/** Names of a type's members, those it has from others included. */
function membersOf(type, types, seen = new Set()) {
  if (type === undefined || seen.has(type)) return new Set();
  seen.add(type);
  return new Set([
    ...type.own,
    ...type.from.flatMap((place) => [...membersOf(types.get(place), types, seen)]),
  ]);
}

/** Where a name that a file uses for a type is declared. */
function placesOf(file, program) {
  const imports = importsOf(program);
  return (local) => {
    const taken = imports.get(local);
    const from = taken === undefined ? file : resolve(file, taken.from);
    return `${from}#${taken?.name ?? local}`;
  };
}

function countParameters(file, program, types) {
  const placeOf = placesOf(file, program);
  visit(program, (node) => {
    if (!FUNCTIONS.has(node.type)) return;
    const given = node.params.map(typeOf).filter((local) => local !== null);
    for (const type of new Set(given.map((local) => meant(types, placeOf(local)))))
      if (type !== undefined) type.functions += 1;
  });
}

/** The type at a place; where that only is another name, the type it is a name of. */
function meant(types, place) {
  let type = types.get(place);
  while (type?.own.length === 0 && type.from.length === 1 && types.has(type.from[0]))
    type = types.get(type.from[0]);
  return type;
}

/** Name of a parameter's type, behind `private x: T` and `x: T = y` too. */
function typeOf(one) {
  const parameter = one.parameter ?? one;
  return nameOf((parameter.left ?? parameter).typeAnnotation?.typeAnnotation);
}
