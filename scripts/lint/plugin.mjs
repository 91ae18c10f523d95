// Own lint rules for what the stock rules cannot say in one table. Loaded by .oxlintrc.json.
import path from 'node:path';
import { isBuiltin } from 'node:module';
import {
  CURES,
  MAY_IMPORT,
  NODE_LAYERS,
  PURE_LAYERS,
  RENDERER_CURES,
  RENDERER_MAY_IMPORT,
  RESTRICTED,
} from './layers.mjs';
import { loadingFault, openingFault } from './opens-files.mjs';

const AMBIENT_CALLS = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now'],
  crypto: ['randomUUID', 'getRandomValues'],
};
const AMBIENT_GLOBALS = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'process',
  'require',
  'globalThis',
]);
/** As in shared/present/default-ports.ts, which a plain script cannot import. */
const DEFAULT_PORTS = new Set([6200, 6100, 7500, 7011, 6101]);
const AMBIENT_CURE = 'take it as an argument or through a port (Clock, Rng, Ids in core/ports.ts)';

/** Path below src/ with forward slashes, or null for files elsewhere. */
function belowSource(filename) {
  const parts = filename.split(path.sep);
  const at = parts.lastIndexOf('src');
  return at === -1 ? null : parts.slice(at + 1).join('/');
}

function isTest(below) {
  return /\.test\.tsx?$/.test(below) || below.includes('/testing/');
}

function layerOf(below) {
  const layer = below.split('/', 1)[0];
  return layer in MAY_IMPORT ? layer : null;
}

/** The layer an import leads to, or null when it leads to a package. */
function targetLayer(below, specifier) {
  if (specifier.startsWith('#')) return layerOf(`${specifier.slice(1)}/`);
  if (!specifier.startsWith('.')) return null;
  return layerOf(path.posix.join(path.posix.dirname(below), specifier));
}

function layerFault(below, specifier, isTypeOnly) {
  const layer = layerOf(below);
  const target = targetLayer(below, specifier);
  if (target !== null && !MAY_IMPORT[layer].includes(target)) {
    return `${layer} may not import ${target}: ${CURES[layer]}.`;
  }
  if (layer === 'preload' && target === 'shared' && !isTypeOnly) {
    return 'preload may import only types of shared: use `import type`; values are injected at build time.';
  }
  return null;
}

/** The renderer's folder that a path below src/ lies in, or null elsewhere. */
function folderOf(below) {
  const [layer, folder] = below.split('/');
  return layer === 'renderer' && folder in RENDERER_MAY_IMPORT ? folder : null;
}

function folderFault(below, specifier) {
  const folder = folderOf(below);
  if (folder === null || !specifier.startsWith('.')) return null;
  const target = folderOf(path.posix.join(path.posix.dirname(below), specifier));
  if (target === null || RENDERER_MAY_IMPORT[folder].includes(target)) return null;
  return `${folder} may not import ${target}: ${RENDERER_CURES[folder]}.`;
}

function packageFault(below, specifier) {
  const layer = layerOf(below);
  if (isBuiltin(specifier) && !NODE_LAYERS.includes(layer)) {
    return `${layer} may not use Node's modules (${specifier}): ${CURES[layer]}.`;
  }
  const rule = RESTRICTED.find((entry) => entry.matches(specifier));
  if (rule !== undefined && !rule.in.some((prefix) => below.startsWith(prefix))) {
    return `${specifier} may not be imported here: ${rule.cure}.`;
  }
  return null;
}

const layer = {
  create(context) {
    const below = belowSource(context.filename);
    if (below === null || layerOf(below) === null || isTest(below)) return {};
    const check = (node, source, isTypeOnly) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const fault =
        layerFault(below, source.value, isTypeOnly) ??
        folderFault(below, source.value) ??
        packageFault(below, source.value);
      if (fault !== null) context.report({ node, message: fault });
    };
    return {
      ImportDeclaration(node) {
        check(node, node.source, node.importKind === 'type');
        if (node.source.value === 'electron' && !below.startsWith('main/ipc/')) {
          forbidIpcMain(context, node);
        }
      },
      ImportExpression: (node) => check(node, node.source, false),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
    };
  },
};

/** Files of a repository are opened in one place. */
const files = {
  create(context) {
    const below = belowSource(context.filename);
    if (below === null || layerOf(below) === null || isTest(below)) return {};
    const report = (node, message) => message !== null && context.report({ node, message });
    return {
      ImportDeclaration: (node) => report(node, openingFault(below, node)),
      ImportExpression: (node) => report(node, loadingFault(below, node.source.value)),
      CallExpression(node) {
        const called = node.callee.property?.name ?? node.callee.name;
        if (called === 'getBuiltinModule' || called === 'require')
          report(node, loadingFault(below, node.arguments[0]?.value));
      },
    };
  },
};

function forbidIpcMain(context, node) {
  for (const specifier of node.specifiers) {
    if (specifier.imported?.name === 'ipcMain') {
      const message =
        'ipcMain belongs to main/ipc, which checks senders and payloads: add an operation to the contract.';
      context.report({ node: specifier, message });
    }
  }
}

const ambient = {
  create(context) {
    const below = belowSource(context.filename);
    if (below === null || isTest(below) || !PURE_LAYERS.includes(layerOf(below))) return {};
    const report = (node, what) =>
      context.report({ node, message: `${what} is an ambient effect: ${AMBIENT_CURE}.` });
    return {
      MemberExpression(node) {
        const banned = node.object.type === 'Identifier' && AMBIENT_CALLS[node.object.name];
        const name = node.computed ? node.property.value : node.property.name;
        if (banned && banned.includes(name)) report(node, `${node.object.name}.${name}`);
      },
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node, 'new Date()');
      },
      CallExpression(node) {
        if (node.callee.name === 'Date') report(node, 'Date()');
      },
      'Program:exit'(node) {
        for (const reference of globalReferences(context.sourceCode.getScope(node))) {
          report(reference.identifier, reference.identifier.name);
        }
      },
    };
  },
};

function globalReferences(scope) {
  const own = new Set(scope.childScopes.flatMap((child) => [...child.set.keys()]));
  return [...scope.through, ...scope.references].filter(
    ({ identifier, isTypeReference }) =>
      AMBIENT_GLOBALS.has(identifier.name) && !isTypeReference && !own.has(identifier.name),
  );
}

const FORMATTERS = new Set([
  'toFixed',
  'toPrecision',
  'toExponential',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
]);
const PRESENT_CURE = 'show it through shared/present, so that it reads the same everywhere';

/** `n === 1 ? 'task' : 'tasks'`: a plural made by hand. */
function isPluralByHand({ test, consequent, alternate }) {
  const isCount =
    test.type === 'BinaryExpression' &&
    /^[!=]==$/.test(test.operator) &&
    [test.left, test.right].some((side) => side.type === 'Literal' && side.value === 1);
  const isWord = (node) => node.type === 'Literal' && typeof node.value === 'string';
  return isCount && isWord(consequent) && isWord(alternate);
}

const present = {
  create(context) {
    const below = belowSource(context.filename);
    if (below === null || layerOf(below) === null || isTest(below)) return {};
    if (below.startsWith('shared/present/')) return {};
    const report = (node, what) => context.report({ node, message: `${what}: ${PRESENT_CURE}.` });
    return {
      MemberExpression(node) {
        const name = node.computed ? node.property.value : node.property.name;
        if (FORMATTERS.has(name)) report(node, `${name} is a format of its own`);
        if (node.object.type === 'Identifier' && node.object.name === 'Intl')
          report(node, `Intl.${name} is a format of its own`);
      },
      ConditionalExpression(node) {
        if (isPluralByHand(node)) report(node, 'This plural is made by hand (wordFor, countOf)');
      },
      Literal(node) {
        if (DEFAULT_PORTS.has(node.value))
          report(node, `${node.value} is a default port (DEFAULT_PORTS)`);
      },
    };
  },
};

/** A private member is `#name`, which holds at run time too; only a constructor cannot be. */
const privateMember = {
  create(context) {
    const check = (node) => {
      if (node.accessibility !== 'private' || node.kind === 'constructor') return;
      context.report({ node, message: 'A private member is written #name, not `private name`.' });
    };
    return {
      PropertyDefinition: check,
      MethodDefinition: check,
      TSParameterProperty: check,
    };
  },
};

const WIDEST = 100;

/** A comment wraps where code does; a line with an address may be wider. */
const commentWidth = {
  create(context) {
    return {
      Program() {
        const { lines } = context.sourceCode;
        for (const comment of context.sourceCode.getAllComments()) {
          for (let at = comment.loc.start.line; at <= comment.loc.end.line; at += 1) {
            const line = lines[at - 1] ?? '';
            if (line.length <= WIDEST || /https?:\/\//.test(line)) continue;
            const message = `This comment is ${line.length} columns wide: wrap it at ${WIDEST}.`;
            context.report({ node: comment, message });
            break;
          }
        }
      },
    };
  },
};

const INFERRING = new Set(['infer', 'input', 'output']);

/** The type of a schema is written once, in the schema's own file, and imported from there. */
const inferBeside = {
  create(context) {
    const imported = new Set();
    return {
      ImportSpecifier(node) {
        imported.add(node.local.name);
      },
      TSTypeReference(node) {
        const { typeName, typeArguments } = node;
        if (typeName.type !== 'TSQualifiedName' || typeName.left.name !== 'z') return;
        const of = typeArguments?.params[0];
        if (!INFERRING.has(typeName.right.name) || of?.type !== 'TSTypeQuery') return;
        if (!imported.has(of.exprName.name)) return;
        const message = `The type of ${of.exprName.name} belongs beside it: export it there.`;
        context.report({ node, message });
      },
    };
  },
};

export default {
  meta: { name: 'slipway' },
  rules: {
    layer,
    files,
    ambient,
    present,
    'private-member': privateMember,
    'comment-width': commentWidth,
    'infer-beside': inferBeside,
  },
};
