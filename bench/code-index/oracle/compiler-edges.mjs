// Prints, as JSON, whom every call of a tree names by the compiler's resolved signatures.
// node compiler-edges.mjs ROOT FOLDER [--js]
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const [root = '.', folder = '.'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const withJs = process.argv.includes('--js');
const base = path.resolve(root);
const WANTED = withJs ? /\.[cm]?[jt]sx?$/ : /\.[cm]?tsx?$/;
const SKIPPED = new Set(['node_modules', '.git', 'dist']);

function listFiles(at) {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(at, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(file);
    return entry.isFile() && WANTED.test(entry.name) && statSync(file).size < 1_000_000
      ? [file]
      : [];
  });
}

function readOptions() {
  const found = ts.findConfigFile(path.join(base, folder), ts.sys.fileExists);
  const inside = found !== undefined && path.resolve(found).startsWith(base + path.sep);
  const read = inside ? ts.readConfigFile(found, ts.sys.readFile).config : {};
  const { paths, baseUrl, jsx, experimentalDecorators } = read?.compilerOptions ?? {};
  return {
    ...(paths === undefined ? {} : { paths }),
    ...(baseUrl === undefined ? {} : { baseUrl: path.resolve(path.dirname(found), baseUrl) }),
    ...(jsx === undefined ? { jsx: ts.JsxEmit.Preserve } : { jsx: ts.JsxEmit.ReactJSX }),
    ...(experimentalDecorators === undefined ? {} : { experimentalDecorators }),
  };
}

function sourceConditions() {
  const manifest = ts.sys.readFile(path.join(base, 'package.json')) ?? '{}';
  return [...new Set(manifest.match(/"[\w@/-]*source"(?=\s*:)/g) ?? [])].map((word) =>
    word.slice(1, -1),
  );
}

const names = listFiles(path.join(base, folder));
const program = ts.createProgram(names, {
  ...readOptions(),
  target: ts.ScriptTarget.ESNext,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  // Packages that import themselves by name shall reach their sources.
  customConditions: sourceConditions(),
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  allowJs: withJs,
  checkJs: withJs,
  esModuleInterop: true,
  maxNodeModuleJsDepth: 0,
});
const checker = program.getTypeChecker();
const wanted = new Set(names.map((name) => path.resolve(name)));

const relative = (sourceFile) => path.relative(base, sourceFile.fileName).split(path.sep).join('/');
/** Nodes that the compiler makes up stand in no file. */
function isOurs(node) {
  const sourceFile = node.getSourceFile();
  return sourceFile !== undefined && wanted.has(path.resolve(sourceFile.fileName));
}

function spot(sourceFile, offset) {
  const { line, character } = sourceFile.getLineAndCharacterOfPosition(offset);
  return [line + 1, character];
}

/**
 * Where an index may say that a definition stands: at its name, at the name it is assigned to, or
 * at its start.
 */
function spotsOf(node) {
  const sourceFile = node.getSourceFile();
  const offsets = [];
  const nameOf = (at) => {
    if (at.name !== undefined) offsets.push(at.name.getStart(sourceFile));
  };
  nameOf(node);
  if (ts.isConstructorDeclaration(node))
    offsets.push(sourceFile.text.indexOf('constructor', modifiersEnd(node, sourceFile)));
  let outer = node.parent;
  while (
    outer !== undefined &&
    (ts.isParenthesizedExpression(outer) ||
      ts.isAsExpression(outer) ||
      ts.isSatisfiesExpression(outer))
  )
    outer = outer.parent;
  if (outer !== undefined && node.name === undefined) {
    if (
      ts.isVariableDeclaration(outer) ||
      ts.isPropertyAssignment(outer) ||
      ts.isPropertyDeclaration(outer)
    )
      nameOf(outer);
    if (ts.isBinaryExpression(outer)) {
      offsets.push((outer.left.name ?? outer.left).getStart(sourceFile));
      offsets.push(outer.left.getStart(sourceFile));
    }
    if (ts.isExportAssignment(outer)) offsets.push(outer.getStart(sourceFile));
  }
  offsets.push(node.getStart(sourceFile), modifiersEnd(node, sourceFile));
  return offsets.map((offset) => spot(sourceFile, offset));
}

function modifiersEnd(node, sourceFile) {
  const last = node.modifiers?.at(-1);
  return last === undefined ? node.getStart(sourceFile) : ts.skipTrivia(sourceFile.text, last.end);
}

/**
 * The function around a node; null for code of the module. A decorator belongs to what is around
 * the class.
 */
function callerOf(node) {
  let child = node;
  for (let at = node.parent; at !== undefined; child = at, at = at.parent) {
    if (
      ts.isDecorator(child) ||
      (ts.isComputedPropertyName(child) && !ts.isObjectLiteralExpression(at.parent))
    ) {
      while (!ts.isClassLike(at) && at.parent !== undefined) at = at.parent;
      continue;
    }
    if (ts.isFunctionLike(at) && at.body !== undefined) return at;
  }
  return null;
}

/** Overloads and merged declarations are one: the one with a body, else the first. */
function implementationOf(declaration) {
  if (declaration.body !== undefined || ts.isClassLike(declaration)) return declaration;
  const symbol = declaration.symbol;
  const all = symbol?.declarations ?? [declaration];
  return (
    all.find((one) => one.body !== undefined && one.kind === declaration.kind) ??
    all.find((one) => one.body !== undefined) ??
    all.find((one) => one.kind === declaration.kind && one.parent === declaration.parent) ??
    declaration
  );
}

const NAMELESS = new Set([
  ts.SyntaxKind.FunctionType,
  ts.SyntaxKind.ConstructorType,
  ts.SyntaxKind.CallSignature,
  ts.SyntaxKind.ConstructSignature,
  ts.SyntaxKind.IndexSignature,
  ts.SyntaxKind.JSDocSignature,
  ts.SyntaxKind.JSDocFunctionType,
  ts.SyntaxKind.JSDocCallbackTag,
  ts.SyntaxKind.JSDocTypedefTag,
]);

function classOf(expression) {
  const symbol = checker.getTypeAtLocation(expression).symbol;
  return symbol?.declarations?.find((one) => ts.isClassLike(one) || ts.isFunctionLike(one));
}

const fates = {};

/** What a signature names; a construction without a constructor of the project names the class. */
function declarationOf(signature, constructed) {
  const { declaration } = signature;
  if (constructed === null || (declaration !== undefined && isOurs(declaration)))
    return declaration;
  const found = classOf(constructed);
  return found === undefined || ts.isClassLike(found) ? found : declaration;
}

function targetsOf(node) {
  const signature = checker.getResolvedSignature(node);
  const all = signature?.compositeSignatures ?? (signature === undefined ? [] : [signature]);
  const isConstruction =
    ts.isNewExpression(node) ||
    (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword);
  const targets = [];
  let fate = 'unresolved';
  for (const one of all) {
    const declaration = declarationOf(one, isConstruction ? node.expression : null);
    // A type literal's method has no name of its own to be found by.
    if (declaration === undefined) continue;
    if (NAMELESS.has(declaration.kind)) fate = isOurs(declaration) ? 'function type' : 'external';
    else if (!isOurs(declaration)) fate = 'external';
    else targets.push(implementationOf(declaration));
  }
  return { targets, fate: targets.length > 0 ? 'resolved' : fate };
}

const calls = [];
let lines = 0;

function record(node, { targets, fate }, form) {
  fates[fate] = (fates[fate] ?? 0) + 1;
  const sourceFile = node.getSourceFile();
  const caller = callerOf(node);
  calls.push({
    file: relative(sourceFile),
    line: spot(sourceFile, node.getStart(sourceFile))[0],
    caller: caller === null ? null : spotsOf(caller),
    form,
    fate,
    text: node.getText(sourceFile).slice(0, 90).replaceAll(/\s+/g, ' '),
    targets: targets.map((target) => ({
      file: relative(target.getSourceFile()),
      spots: spotsOf(target),
      kind: ts.SyntaxKind[target.kind],
      inLiteral: target.parent !== undefined && ts.isTypeLiteralNode(target.parent),
    })),
  });
}

function calleeForm(node) {
  if (ts.isNewExpression(node)) return 'new';
  if (ts.isDecorator(node)) return 'decorator';
  if (ts.isTaggedTemplateExpression(node)) return 'tagged template';
  if (ts.isJsxOpeningLikeElement(node)) return 'element';
  let callee = node.expression;
  while (ts.isParenthesizedExpression(callee) || ts.isNonNullExpression(callee))
    callee = callee.expression;
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return 'super()';
  if (ts.isIdentifier(callee)) return 'name()';
  if (ts.isElementAccessExpression(callee)) return 'x[k]()';
  if (!ts.isPropertyAccessExpression(callee)) return 'other';
  return memberForm(callee.expression);
}

function memberForm(object) {
  if (object.kind === ts.SyntaxKind.ThisKeyword) return 'this.m()';
  if (object.kind === ts.SyntaxKind.SuperKeyword) return 'super.m()';
  if (ts.isIdentifier(object)) return 'name.m()';
  if (ts.isPropertyAccessExpression(object)) return 'a.b.m()';
  if (ts.isCallExpression(object)) return 'f().m()';
  if (ts.isNewExpression(object)) return 'new.m()';
  return 'other.m()';
}

/** A property that is read or written through an accessor of the project. */
function recordAccessor(node) {
  const symbol = checker.getSymbolAtLocation(node.name);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Accessor) === 0) return;
  const parent = node.parent;
  const isWritten = ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent);
  const isOnlyWritten = isWritten && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  const wantedKinds = new Set();
  if (!isOnlyWritten) wantedKinds.add(ts.SyntaxKind.GetAccessor);
  if (isWritten) wantedKinds.add(ts.SyntaxKind.SetAccessor);
  const targets = (symbol.declarations ?? []).filter(
    (one) => wantedKinds.has(one.kind) && isOurs(one),
  );
  if (targets.length > 0) record(node, { targets, fate: 'resolved' }, 'accessor');
}

function isAssignment(node) {
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function visit(node) {
  if (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isDecorator(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isJsxOpeningElement(node) ||
    ts.isJsxSelfClosingElement(node)
  )
    record(node, targetsOf(node), calleeForm(node));
  else if (ts.isPropertyAccessExpression(node)) recordAccessor(node);
  ts.forEachChild(node, visit);
}

for (const sourceFile of program.getSourceFiles()) {
  if (!wanted.has(path.resolve(sourceFile.fileName)) || sourceFile.isDeclarationFile) continue;
  lines += sourceFile.getLineStarts().length;
  visit(sourceFile);
}
const sources = names.map((name) => path.relative(base, name).split(path.sep).join('/'));
process.stdout.write(JSON.stringify({ sources, lines, fates, calls }));
