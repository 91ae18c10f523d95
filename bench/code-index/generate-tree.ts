// A repository of Python that looks like one: packages that import each other, class hierarchies
// over module borders, calls through fields, arguments and callbacks, docstrings, comments. Seeded:
// the same numbers give the same tree, byte for byte.
//
//   node bench/code-index/generate-tree.ts FOLDER [--files 640] [--lines 145000] [--seed 1]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ADJECTIVES, NOUNS, VERBS } from './words.ts';

export interface TreeOptions {
  files: number;
  lines: number;
  seed: number;
}

interface ModulePlan {
  /** `pkg.sub.module` */
  dotted: string;
  classes: ClassPlan[];
  functions: FunctionPlan[];
}
interface ClassPlan {
  name: string;
  base: { module: ModulePlan; name: string; plan: ClassPlan } | null;
  methods: string[];
}
interface FunctionPlan {
  name: string;
  parameters: string[];
}

const MODULES_A_PACKAGE = 16;

/** Writes the tree and returns what it holds. */
export function generateTree(
  folder: string,
  options: TreeOptions,
): { files: number; lines: number } {
  const random = randomOf(options.seed);
  const modules = planModules(options, random);
  const linesEach = Math.floor(options.lines / modules.length);
  let lines = 0;
  const packages = new Set<string>();
  for (const [index, module] of modules.entries()) {
    const text = writeModule(module, { modules, index, random, lines: linesEach });
    const file = path.join(folder, `${module.dotted.replaceAll('.', '/')}.py`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    packages.add(path.dirname(file));
    lines += text.split('\n').length - 1;
  }
  for (const folderOfPackage of packages) {
    writeFileSync(
      path.join(folderOfPackage, '__init__.py'),
      initText(folderOfPackage, modules, folder),
    );
  }
  return { files: modules.length + packages.size, lines };
}

/** A package re-exports the first class of its first module, as packages do. */
function initText(folder: string, modules: readonly ModulePlan[], root: string): string {
  const dotted = path.relative(root, folder).replaceAll(path.sep, '.');
  const first = modules.find((module) => module.dotted.startsWith(`${dotted}.`));
  const name = first?.classes[0]?.name;
  if (first === undefined || name === undefined) return '';
  return `"""The ${dotted} package."""\nfrom .${first.dotted.split('.').at(-1)} import ${name}\n\n__all__ = ["${name}"]\n`;
}

type Random = (below: number) => number;

/** Mulberry32 (public domain, T. Ettinger). */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const pick = <T>(list: readonly T[], random: Random): T => {
  const item = list[random(list.length)];
  if (item === undefined) throw new Error('picked from an empty list');
  return item;
};
const capital = (word: string) => `${word[0]?.toUpperCase()}${word.slice(1)}`;

function planModules(options: TreeOptions, random: Random): ModulePlan[] {
  const packageCount = Math.ceil(options.files / (MODULES_A_PACKAGE + 1));
  const count = options.files - packageCount;
  const modules: ModulePlan[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = Math.floor(index / MODULES_A_PACKAGE);
    const packageName = `${NOUNS[number % NOUNS.length]}s${number >= NOUNS.length ? number : ''}`;
    const name = `${pick(ADJECTIVES, random)}_${pick(NOUNS, random)}_${index}`;
    const module: ModulePlan = { dotted: `app.${packageName}.${name}`, classes: [], functions: [] };
    for (let n = 1 + random(2); n > 0; n -= 1) module.classes.push(planClass(modules, n, random));
    for (let n = 4 + random(3); n > 0; n -= 1) {
      module.functions.push({
        name: `${pick(VERBS, random)}_${pick(ADJECTIVES, random)}_${pick(NOUNS, random)}_${n}`,
        parameters: Array.from({ length: 1 + random(3) }, (_, at) => `${pick(NOUNS, random)}${at}`),
      });
    }
    modules.push(module);
  }
  return modules;
}

function planClass(modules: readonly ModulePlan[], n: number, random: Random): ClassPlan {
  const name = `${capital(pick(ADJECTIVES, random))}${capital(pick(NOUNS, random))}${capital(pick(NOUNS, random))}${n}`;
  const module = modules.length > 0 && random(3) > 0 ? pick(modules, random) : null;
  const base = module === null ? undefined : pick(module.classes, random);
  const own = Array.from(
    { length: 4 + random(4) },
    (_, at) => `${pick(VERBS, random)}_${pick(NOUNS, random)}_${at}`,
  );
  return {
    name,
    base: module === null || base === undefined ? null : { module, name: base.name, plan: base },
    // Some override what they inherit.
    methods: base === undefined || random(2) === 0 ? own : [pick(base.methods, random), ...own],
  };
}

interface Writing {
  modules: readonly ModulePlan[];
  index: number;
  random: Random;
  lines: number;
}

function writeModule(module: ModulePlan, writing: Writing): string {
  const { random } = writing;
  const imports = planImports(module, writing);
  const out = [`"""${sentence(random)}`, '', `${sentence(random)} ${sentence(random)}`, '"""'];
  out.push('from __future__ import annotations', '', 'import logging', 'import os.path', '');
  out.push(
    ...imports.lines,
    '',
    `log = logging.getLogger(__name__)`,
    `DEFAULT_LIMIT = ${random(900)}`,
    '',
  );
  const known = [...imports.functions, ...module.functions.map(({ name }) => name)];
  for (const plan of module.classes) out.push(...writeClass(plan, { ...writing, known }));
  for (const plan of module.functions)
    out.push(...writeFunction(plan, { ...writing, known, module }));
  // Longer bodies until the module has its share of lines.
  for (let extra = 0; out.length < writing.lines; extra += 1) {
    out.push(
      ...writeFunction(
        { name: `step_${extra}`, parameters: ['value', 'scale'] },
        { ...writing, known, module },
      ),
    );
  }
  return `${out.join('\n')}\n`;
}

function planImports(module: ModulePlan, { modules, index, random }: Writing) {
  const lines: string[] = [];
  const functions: string[] = [];
  const bases = module.classes.flatMap(({ base }) => (base === null ? [] : [base]));
  for (const base of bases)
    lines.push(`from ${base.module.dotted} import ${base.name} as Base${base.name}`);
  for (let n = Math.min(index, 3 + random(4)); n > 0; n -= 1) {
    const from = pick(modules.slice(0, index), random);
    const taken = pick(from.functions, random).name;
    const form = random(3);
    if (form === 0) {
      lines.push(`from ${from.dotted} import ${taken}`);
      functions.push(taken);
    } else if (form === 1) {
      const alias = `m${n}`;
      lines.push(`import ${from.dotted} as ${alias}`);
      functions.push(`${alias}.${taken}`);
    } else {
      const [, packageName = ''] = from.dotted.split('.');
      lines.push(`from ..${packageName} import ${from.dotted.split('.').at(-1)}`);
      functions.push(`${from.dotted.split('.').at(-1)}.${taken}`);
    }
  }
  return { lines: [...new Set(lines)], functions };
}

const SENTENCES = [
  'Keep the {n} in step with its {m}.',
  'Return the {a} {n} that belongs to a {m}.',
  'A {n} is {a} until its {m} has been seen.',
  'Walk over every {n} and {v} the {m}.',
  'The {m} decides which {n} comes first.',
];

function sentence(random: Random): string {
  return pick(SENTENCES, random)
    .replace('{n}', pick(NOUNS, random))
    .replace('{m}', pick(NOUNS, random))
    .replace('{a}', pick(ADJECTIVES, random))
    .replace('{v}', pick(VERBS, random));
}

function writeClass(plan: ClassPlan, writing: Writing & { known: readonly string[] }): string[] {
  const { random, known } = writing;
  const base = plan.base === null ? '' : `(Base${plan.base.name})`;
  const out = [
    '',
    `class ${plan.name}${base}:`,
    `    """${sentence(random)}"""`,
    '',
    `    limit = ${random(100)}`,
    '',
  ];
  out.push('    def __init__(self, source, limit=None):');
  if (plan.base !== null) out.push('        super().__init__(source)');
  out.push(
    '        self.source = source',
    '        self.entries = []',
    '        self.limit = limit or self.limit',
    '',
  );
  for (const [at, method] of plan.methods.entries()) {
    const next = plan.methods[(at + 1) % plan.methods.length];
    const inherited = plan.base?.plan.methods[0];
    out.push(`    def ${method}(self, entry, scale=1):`, `        """${sentence(random)}"""`);
    out.push(
      `        # ${sentence(random)}`,
      `        if entry is None or scale > self.limit:`,
      `            return self.limit`,
    );
    if (next !== undefined && at + 1 < plan.methods.length)
      out.push(`        found = self.${next}(entry, scale + 1)`);
    else out.push('        found = [entry]');
    if (inherited !== undefined && at === 0) out.push(`        self.${inherited}(found)`);
    if (known.length > 0) out.push(`        result = ${pick(known, random)}(found)`);
    out.push(
      '        self.entries.append(found)',
      `        log.debug("%s of %s", found, entry)`,
      '        return found',
      '',
    );
  }
  return out;
}

function writeFunction(
  plan: FunctionPlan,
  writing: Writing & { known: readonly string[]; module: ModulePlan },
): string[] {
  const { random, known, module } = writing;
  const parameters = plan.parameters.map((name, at) => (at === 0 ? name : `${name}=None`));
  const [first = 'value'] = plan.parameters;
  const holder = pick(module.classes, random);
  const out = [
    '',
    `def ${plan.name}(${parameters.join(', ')}):`,
    `    """${sentence(random)}`,
    '',
    `    ${sentence(random)}`,
    '    """',
  ];
  out.push(
    `    holder = ${holder.name}(${first})`,
    `    total = {"count": 0, "name": "${pick(NOUNS, random)}"}`,
  );
  out.push(`    for position, part in enumerate(${first} or []):`, `        # ${sentence(random)}`);
  out.push(
    `        if position > DEFAULT_LIMIT and part is not None:`,
    `            holder.${pick(holder.methods, random)}(part)`,
  );
  out.push(`        total["count"] += position * ${1 + random(9)}`);
  if (known.length > 0) out.push(`    outcome = ${pick(known, random)}(total["count"])`);
  else out.push('    outcome = None');
  out.push(`    handlers = [holder.${pick(holder.methods, random)}, lambda part: part]`);
  out.push('    for handler in handlers:', '        handler(outcome)', '    return total', '');
  return out;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      files: { type: 'string', default: '640' },
      lines: { type: 'string', default: '145000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    console.error('Say where: node bench/code-index/generate-tree.ts FOLDER');
    process.exitCode = 2;
  } else {
    const made = generateTree(folder, {
      files: Number(values.files),
      lines: Number(values.lines),
      seed: Number(values.seed),
    });
    console.log(`${made.files} files, ${made.lines} lines`);
  }
}
