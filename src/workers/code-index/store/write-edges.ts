import { serialize } from 'node:v8';
import { encodeEdge } from '#core/code-index/graph/edge-code.ts';
import { EDGE_STRIDE } from '#core/code-index/graph/symbol-graph.ts';
import type { FileEdges } from '#core/code-index/solve/types.ts';
import { must } from '#shared/assert.ts';
import { EDGES_PER_FILE } from './schema.ts';
import type { FileEntry } from './symbol-registry.ts';
import type { Writing } from './write-file.ts';

/**
 * Replaces the edges and sinks of a file. Returns how many edges lead to symbols that are not
 * stored; those are left out.
 */
export function writeEdges(writing: Writing, entry: FileEntry, found: FileEdges): number {
  const { registry } = writing;
  const run = new Int32Array(found.edges.length * EDGE_STRIDE);
  let length = 0;
  for (const edge of found.edges) {
    const to = registry.find(edge.to);
    if (to === undefined) continue;
    const from = must(entry.ids[edge.from], 'an edge starts at a symbol of its file');
    run[length++] = from;
    run[length++] = to;
    run[length++] = encodeEdge(edge);
    run[length++] = edge.line;
  }
  replaceRun(writing, entry, run.subarray(0, length));
  writeSinks(writing, entry, found);
  const { gaveUp = '' } = found;
  if (entry.gaveUp !== gaveUp) writing.statements.giveUp.run(gaveUp, entry.id);
  entry.gaveUp = gaveUp;
  return found.edges.length - length / EDGE_STRIDE;
}

/** Keeps of a file's edges those that begin at a symbol which is still there. */
export function keepEdges(writing: Writing, entry: FileEntry): void {
  const kept = filterRun(entry.edges, (from) => !writing.removed.has(from));
  if (kept.length < entry.edges.length) replaceRun(writing, entry, kept);
}

function replaceRun({ statements }: Writing, entry: FileEntry, run: Int32Array): void {
  const first = entry.id * EDGES_PER_FILE;
  if (entry.edges.length > 0) statements.deleteEdges.run(first, first + EDGES_PER_FILE);
  for (let at = 0; at < run.length; at += EDGE_STRIDE)
    statements.insertEdge.run(first + at / EDGE_STRIDE, ...run.subarray(at, at + EDGE_STRIDE));
  entry.edges = run;
}

function filterRun(
  run: Int32Array,
  isKept: (from: number, to: number) => boolean,
): Int32Array<ArrayBufferLike> {
  const kept: number[] = [];
  for (let at = 0; at < run.length; at += EDGE_STRIDE)
    if (isKept(run[at] ?? 0, run[at + 1] ?? 0)) kept.push(...run.subarray(at, at + EDGE_STRIDE));
  return kept.length < run.length ? Int32Array.from(kept) : run;
}

function writeSinks({ statements }: Writing, entry: FileEntry, { sinks }: FileEdges): void {
  const had = entry.sinks;
  entry.sinks = sinks.length;
  if (had !== sinks.length) statements.countSinks.run(sinks.length, entry.id);
  if (sinks.length > 0) statements.putSinks.run(entry.id, serialize(sinks));
  else if (had > 0) statements.deleteSinks.run(entry.id);
}

/** Takes away edges that still lead to removed symbols, and returns how many there were. */
export function dropDanglingEdges(writing: Writing): number {
  const { statements, registry, removed } = writing;
  if (removed.size === 0) return 0;
  let dropped = 0;
  for (const id of removed) dropped += statements.deleteEdgesTo.run(id).changes;
  if (dropped > 0)
    for (const entry of registry.files.values())
      entry.edges = filterRun(entry.edges, (_from, to) => !removed.has(to));
  return dropped;
}
