import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { FileFacts } from '../../src/core/code-index/facts.ts';
import { createProgram } from '../../src/core/code-index/solve/create-program.ts';
import {
  nameEdges,
  type NamedEdge,
  productLanguages,
  readFacts,
} from '../../src/workers/code-index/testing/solve-project.ts';

/**
 * The call graph of Python's standard library against calls that programs really made. `node
 * bench/code-index/python-trace.ts [--python python3] [--programs json,argparse] [--missed]
 * [--wrong]`
 *
 * A trace is a lower bound of the truth. Recall over it is exact. Precision can only be judged
 * where the trace has been: of the edges on a line that made a call into the library, those that
 * were never taken count as wrong, although other programs may take them. The repository is the
 * programs and every file that a call came from or went to, but for what programs of others have
 * outside of their repository: the modules below the language itself (`--core` keeps them).
 */
const CORE = [
  'abc.py',
  'collections/',
  'contextlib.py',
  'copyreg.py',
  'encodings/',
  'enum.py',
  'functools.py',
  're/',
  'signal.py',
  'types.py',
  'typing.py',
  'warnings.py',
  'weakref.py',
  '_weakrefset.py',
];

const { values: options } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    programs: { type: 'string', default: '' },
    core: { type: 'boolean', default: false },
    missed: { type: 'boolean', default: false },
    wrong: { type: 'boolean', default: false },
  },
});

const placeSchema = z.tuple([z.string(), z.number(), z.string()]);
const traceSchema = z.object({
  root: z.string(),
  edges: z.array(z.object({ caller: placeSchema, line: z.number(), callee: placeSchema })),
  /**
   * Generators that ran. They are no callees of the trace, because they are reported where they are
   * resumed.
   */
  generators: z.array(placeSchema),
  /** Functions that existed when the programs had ended. */
  living: z.array(placeSchema),
  failed: z.array(z.string()),
});
type Trace = z.infer<typeof traceSchema>;

function recordTrace(): Trace {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'python-trace', 'record.py');
  const names = options.programs.split(',').filter((name) => name !== '');
  const text = execFileSync(options.python, [script, ...names], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return traceSchema.parse(JSON.parse(text));
}

const FUNCTION_KINDS = new Set(['function', 'method', 'constructor']);

function isInsideFunction(facts: FileFacts, index: number): boolean {
  for (let at = index; at >= 0; at = facts.symbols[at]?.parent ?? -1)
    if (FUNCTION_KINDS.has(facts.symbols[at]?.kind ?? '')) return true;
  return false;
}

/**
 * Finds the symbol a traced place is: by its path, and among several of one path by its first line.
 */
class Places {
  readonly #symbols = new Map<string, { key: string; line: number }[]>();

  readonly #lasting = new Set<string>();

  constructor(files: readonly FileFacts[]) {
    for (const facts of files)
      for (const symbol of facts.symbols) {
        const name = `${facts.path}#${symbol.path.replaceAll(/~\d+/g, '')}`;
        const known = this.#symbols.get(name) ?? [];
        known.push({ key: `${facts.path}#${symbol.path}`, line: symbol.startLine });
        this.#symbols.set(name, known);
        const isFunction = FUNCTION_KINDS.has(symbol.kind);
        if (isFunction && !isInsideFunction(facts, symbol.parent))
          this.#lasting.add(`${facts.path}#${symbol.path}`);
      }
  }

  /**
   * Whether a function or method is not among those that live. Functions inside functions come and
   * go.
   */
  isReplaced(key: string, living: ReadonlySet<string | null>): boolean {
    return this.#lasting.has(key) && !living.has(key);
  }

  find([file, line, name]: Trace['edges'][number]['caller']): string | null {
    const path = name.replaceAll('.<locals>', '').replaceAll('<lambda>', '<anonymous>');
    const found = this.#symbols.get(`${file}#${path}`) ?? [];
    const symbol = found.find((one) => one.line === line) ?? found[0];
    return symbol === undefined ? null : symbol.key.replace(/#$/, '');
  }
}

interface Judgement {
  taken: Set<string>;
  /** Caller and line of every traced call. */
  places: Set<string>;
  /**
   * Symbols whose calls the trace cannot see: generators, and definitions that something else has
   * replaced.
   */
  unseen: (key: string) => boolean;
  unknown: string[];
}

function judge(trace: Trace, places: Places): Judgement {
  const generators = new Set(trace.generators.map((place) => places.find(place)));
  const living = new Set(trace.living.map((place) => places.find(place)));
  const judgement: Judgement = {
    taken: new Set(),
    places: new Set(),
    unseen: (key) => generators.has(key) || places.isReplaced(key, living),
    unknown: [],
  };
  for (const edge of trace.edges) {
    const caller = places.find(edge.caller);
    const callee = places.find(edge.callee);
    if (caller === null || callee === null)
      judgement.unknown.push(`${edge.caller.join(':')} → ${edge.callee.join(':')}`);
    else {
      judgement.taken.add(`${caller} → ${callee}`);
      judgement.places.add(`${caller}:${edge.line}`);
    }
  }
  return judgement;
}

const IMPLICIT = /\.__(?!init__)\w+__(?:~\d+)?$/;

function report(trace: Trace, judgement: Judgement, edges: readonly NamedEdge[]): void {
  const found = new Set(
    edges.filter(({ kind }) => kind === 'calls').map((edge) => `${edge.from} → ${edge.to}`),
  );
  const missed = [...judgement.taken].filter((edge) => !found.has(edge));
  const judged = new Map<string, NamedEdge>();
  for (const edge of edges)
    if (
      edge.kind === 'calls' &&
      edge.tier === 'certain' &&
      !judgement.unseen(edge.to) &&
      judgement.places.has(`${edge.from}:${edge.line}`)
    )
      judged.set(`${edge.from} → ${edge.to}`, edge);
  const wrong = [...judged.keys()].filter((edge) => !judgement.taken.has(edge));
  const recall = 1 - missed.length / judgement.taken.size;
  const precision = 1 - wrong.length / judged.size;
  const written = [...judgement.taken].filter((edge) => !IMPLICIT.test(edge));
  const writtenMissed = missed.filter((edge) => !IMPLICIT.test(edge));
  console.log(
    `traced edges      ${judgement.taken.size} (${judgement.unknown.length} of code without a symbol)`,
  );
  console.log(`recall            ${recall.toFixed(3)}`);
  console.log(
    `recall, written   ${(1 - writtenMissed.length / written.length).toFixed(3)} (without methods that operators and protocols call)`,
  );
  console.log(
    `precision, lower  ${precision.toFixed(3)} of ${judged.size} certain edges on traced lines`,
  );
  console.log(`F1                ${((2 * precision * recall) / (precision + recall)).toFixed(3)}`);
  for (const failure of trace.failed) console.log(`failed: ${failure}`);
  if (options.missed) for (const edge of missed.toSorted()) console.log(`- ${edge}`);
  if (options.wrong)
    for (const edge of wrong.toSorted())
      console.log(`+ ${edge} (${judged.get(edge)?.reason}, line ${judged.get(edge)?.line})`);
}

function inRepository(path: string): boolean {
  return (
    options.core ||
    !CORE.some((core) => path === core || (core.endsWith('/') && path.startsWith(core)))
  );
}

/** The files and the `__init__.py` of the packages they belong to. */
function withPackages(found: readonly string[]): string[] {
  const all = new Set(found);
  for (const path of found)
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const file = `${folder}/__init__.py`;
      if (inRepository(file) && existsSync(join(trace.root, file))) all.add(file);
    }
  return [...all];
}

const whole = recordTrace();
const trace = {
  ...whole,
  edges: whole.edges.filter(
    ({ caller, callee }) => inRepository(caller[0]) && inRepository(callee[0]),
  ),
};
const paths = withPackages(
  trace.edges
    .flatMap(({ caller, callee }) => [caller[0], callee[0]])
    .filter((path) => path.endsWith('.py')),
);
const languages = productLanguages();
const programs = join(dirname(fileURLToPath(import.meta.url)), 'python-trace');
const files = [
  ...(await readFacts(
    trace.root,
    paths.filter((path) => path !== 'programs.py').toSorted(),
    languages,
  )),
  ...(await readFacts(programs, ['programs.py'], languages)),
];
const conventions = new Map([...languages.folders].map(([id, one]) => [id, one.conventions]));
const started = performance.now();
const solved = createProgram({ languages: conventions }).update({ put: files, removed: [] });
const elapsedMs = performance.now() - started;
const lines = files.reduce((sum, { lines: count }) => sum + count, 0);
console.log(`${files.length} files, ${lines} lines, solved in ${elapsedMs.toFixed(0)} ms`);
report(trace, judge(trace, new Places(files)), nameEdges(files, solved));
