// No type of more than ten members is a parameter of more than ten functions. A type that is passed
// everywhere gives each function more than it needs, and hides which members it uses.
import { parseSync } from 'vite';

const MOST_MEMBERS = 10;
const MOST_FUNCTIONS = 10;

const LIST = 'scripts/house/known-wide.mjs';

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

/** What a declaration shows to whoever is given one; null when it is no type with members. */
function membersOf(node) {
  if (node.type === 'TSInterfaceDeclaration') return node.body.body;
  if (node.type === 'ClassDeclaration') return node.body.body.filter((one) => !isHidden(one));
  if (node.type === 'TSTypeAliasDeclaration' && node.typeAnnotation.type === 'TSTypeLiteral')
    return node.typeAnnotation.members;
  return null;
}

const nameOf = (annotation) =>
  annotation?.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier'
    ? annotation.typeName.name
    : null;

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
export function wideParameterFaults(files, known) {
  const wide = new Map();
  const parsed = files
    .filter(({ file }) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))
    .map(({ file, text }) => ({ file, text, program: parseSync(file, text).program }));
  for (const { file, text, program } of parsed)
    visit(program, (node) => {
      const members = membersOf(node);
      if (members === null || members.length <= MOST_MEMBERS) return;
      const { name } = node.id;
      const line = lineOf(text, node.start);
      wide.set(`${file}#${name}`, { file, line, name, members: members.length, functions: 0 });
    });
  for (const { file, program } of parsed) countParameters(file, program, wide);
  const found = [...wide.values()].filter(({ functions }) => functions > MOST_FUNCTIONS);
  const faults = found
    .filter(({ name }) => !Object.hasOwn(known, name))
    .map(({ file, line, name, members, functions }) => {
      const message = `${name} has ${members} members and is a parameter of ${functions} functions: give them what they need of it`;
      return { file, line, message };
    });
  const names = new Set(found.map(({ name }) => name));
  for (const name of Object.keys(known))
    if (!names.has(name))
      faults.push({
        file: LIST,
        line: 1,
        message: `${name} is not too wide: take it off the list`,
      });
  return faults;
}

function countParameters(file, program, wide) {
  const imports = importsOf(program);
  visit(program, (node) => {
    if (!FUNCTIONS.has(node.type)) return;
    for (const local of new Set(node.params.map(typeOf))) {
      if (local === null) continue;
      const taken = imports.get(local);
      const from = taken === undefined ? file : resolve(file, taken.from);
      const type = wide.get(`${from}#${taken?.name ?? local}`);
      if (type !== undefined) type.functions += 1;
    }
  });
}

/** Name of a parameter's type, behind `private x: T` and `x: T = y` too. */
function typeOf(one) {
  const parameter = one.parameter ?? one;
  return nameOf((parameter.left ?? parameter).typeAnnotation?.typeAnnotation);
}
