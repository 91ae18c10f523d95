import { type Edge, symbolKey, type SymbolFact } from '../../../src/core/code-index/symbols.ts';
import type { FileFacts } from '../../../src/core/code-index/facts.ts';
import type { IndexedTree } from './index-tree.ts';

type Spot = [line: number, column: number];

/** What compiler-edges.mjs prints. */
export interface CompilerEdges {
  sources: string[];
  lines: number;
  fates: Record<string, number>;
  calls: {
    file: string;
    line: number;
    caller: Spot[] | null;
    form: string;
    fate: string;
    text: string;
    targets: { file: string; spots: Spot[]; kind: string; inLiteral: boolean }[];
  }[];
}

export interface Difference {
  bucket: string;
  /** `file:line caller -> target`, and what is written there. */
  example: string;
}

export interface Comparison {
  expected: number;
  found: number;
  right: number;
  precision: number;
  recall: number;
  /** Definitions the compiler names that are no symbol of ours. */
  nameless: Difference[];
  wrong: Difference[];
  missed: Difference[];
}

const CALLABLE = new Set(['function', 'method', 'constructor', 'class', 'interface']);

class SymbolsBySpot {
  readonly #files = new Map<string, Map<string, SymbolFact>>();

  constructor(facts: ReadonlyMap<string, FileFacts>) {
    for (const [file, { symbols }] of facts) {
      const spots = new Map<string, SymbolFact>();
      for (const symbol of symbols) {
        const at = `${symbol.line}:${symbol.column}`;
        const known = spots.get(at);
        if (known === undefined || (!CALLABLE.has(known.kind) && CALLABLE.has(symbol.kind)))
          spots.set(at, symbol);
      }
      this.#files.set(file, spots);
    }
  }

  find(file: string, spots: readonly Spot[]): SymbolFact | undefined {
    const known = this.#files.get(file);
    const found = spots.map(([line, column]) => known?.get(`${line}:${column}`));
    return (
      found.find((symbol) => symbol !== undefined && CALLABLE.has(symbol.kind)) ??
      found.find((symbol) => symbol !== undefined)
    );
  }
}

interface Expected {
  key: string;
  form: string;
  kind: string;
  example: string;
}

interface Wanted {
  expected: Map<string, Expected>;
  nameless: Difference[];
  /** Per `file:line` what the compiler makes of the calls there. */
  fates: Map<string, string>;
}

/** The compiler's edges, in our symbols. */
function gatherExpected(tree: IndexedTree, compiler: CompilerEdges): Wanted {
  const symbols = new SymbolsBySpot(tree.facts);
  const wanted: Wanted = { expected: new Map(), nameless: [], fates: new Map() };
  for (const call of compiler.calls) {
    const where = `${call.file}:${call.line}`;
    const fate = call.fate === 'resolved' ? 'other target' : call.fate;
    wanted.fates.set(where, mergeFates(wanted.fates.get(where), fate));
    const caller = call.caller === null ? '' : symbols.find(call.file, call.caller)?.path;
    if (caller === undefined)
      wanted.nameless.push({ bucket: 'caller', example: `${where} ${call.text}` });
    else for (const target of call.targets) expectTarget(wanted, symbols, { call, caller, target });
  }
  return wanted;
}

type Call = CompilerEdges['calls'][number];

function expectTarget(
  { expected, nameless }: Wanted,
  symbols: SymbolsBySpot,
  { call, caller, target }: { call: Call; caller: string; target: Call['targets'][number] },
): void {
  const where = `${call.file}:${call.line}`;
  const symbol = symbols.find(target.file, target.spots);
  if (symbol === undefined) {
    const bucket = target.inLiteral ? 'type literal' : target.kind;
    nameless.push({ bucket, example: `${where} ${call.text} (${target.file})` });
    if (target.inLiteral) return;
  }
  const to = symbolKey(target.file, symbol?.path ?? `?${String(target.spots[0])}`);
  const key = `${symbolKey(call.file, caller)} -> ${to}`;
  const example = `${where} ${caller} -> ${to}   ${call.text}`;
  expected.set(key, { key, form: call.form, kind: target.kind, example });
}

interface Found {
  certain: Map<string, Difference>;
  /** Guesses by their edge, and calls without a target by their caller and line. */
  others: Map<string, string>;
}

/** Our call edges in the files the compiler read. */
function gatherFound(tree: IndexedTree, sources: readonly string[], fates: Wanted['fates']): Found {
  const found: Found = { certain: new Map(), others: new Map() };
  for (const file of sources) {
    const callers = tree.facts.get(file)?.symbols ?? [];
    const { edges = [], sinks = [] } = tree.edges.get(file) ?? {};
    const callerKey = (from: number): string => symbolKey(file, callers[from]?.path ?? '?');
    for (const edge of edges)
      if (edge.kind === 'calls')
        addFound(found, fates, { ...edge, file, caller: callerKey(edge.from) });
    for (const { from, line, reason } of sinks)
      found.others.set(`${callerKey(from)}:${line}`, `sink ${reason}`);
  }
  return found;
}

function addFound(
  found: Found,
  fates: Wanted['fates'],
  edge: Edge & { file: string; caller: string },
): void {
  const key = `${edge.caller} -> ${edge.to}`;
  const where = `${edge.file}:${edge.line}`;
  if (edge.tier !== 'certain') found.others.set(key, `possible ${edge.reason}`);
  else
    found.certain.set(key, {
      bucket: `${edge.reason}, compiler: ${fates.get(where) ?? 'no call'}`,
      example: `${where} ${key}`,
    });
}

/** Compares our certain call edges with the compiler's, as pairs of caller and callee. */
export function compareEdges(tree: IndexedTree, compiler: CompilerEdges): Comparison {
  const { expected, nameless, fates } = gatherExpected(tree, compiler);
  const { certain, others } = gatherFound(tree, compiler.sources, fates);
  const wrong = [...certain].filter(([key]) => !expected.has(key)).map(([, found]) => found);
  const missed = [...expected.values()]
    .filter(({ key }) => !certain.has(key))
    .map(({ key, form, kind, example }): Difference => {
      const place = `${key.split(' -> ')[0] ?? ''}:${/:(\d+) /.exec(example)?.[1] ?? ''}`;
      const ours = others.get(key) ?? others.get(place) ?? 'another edge or none';
      return { bucket: `${form} of ${kind}, ours: ${ours}`, example };
    });
  const right = certain.size - wrong.length;
  return {
    expected: expected.size,
    found: certain.size,
    right,
    precision: certain.size === 0 ? 1 : right / certain.size,
    recall: expected.size === 0 ? 1 : right / expected.size,
    nameless,
    wrong,
    missed,
  };
}

function mergeFates(known: string | undefined, next: string): string {
  return known === undefined || known === next ? next : 'several calls';
}
