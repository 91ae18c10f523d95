import { applyCall } from './apply-call.ts';
import type { Callers } from './callers.ts';
import { CallList } from './call-list.ts';
import { withdraw } from './changed-cells.ts';
import { emitEdges } from './emit-edges.ts';
import { Depth, GaveUp } from './give-up.ts';
import { Hierarchy } from './hierarchy.ts';
import { connectParameter, installFile } from './install-file.ts';
import type { LoadedFile } from './loaded-file.ts';
import { fireRule } from './rules.ts';
import { type Context, Solving, RANK_LIMIT } from './solving.ts';
import type { FileEdges } from './types.ts';
import type { World } from './world.ts';

/**
 * Solves files against what all other files contribute, and returns their edges in the same order.
 * Their own contributions and readings must have been withdrawn from the cells; the new ones are
 * entered and kept in the files.
 *
 * A file that does not come to an end is solved less deeply, and all others again. Throws what is
 * no single file's fault; nothing of the files stands in the cells then.
 */
export function solveFiles(world: World, files: readonly LoadedFile[]): FileEdges[] {
  const faults = new Map<LoadedFile, Fault>();
  for (;;) {
    const attempt = new Attempt(world, files, faults);
    try {
      return attempt.run();
    } catch (error) {
      const at = attempt.contextOf(error);
      const read = attempt.withdraw();
      if (at === null || at.depth === Depth.nothing) throw error;
      const depth = at.depth === Depth.full ? Depth.names : Depth.nothing;
      const { sentence = sentenceOf(error), asked = [] } = faults.get(at.file) ?? {};
      faults.set(at.file, { depth, sentence, asked: [...asked, ...(read[at.index] ?? [])] });
    }
  }
}

/** Why and how a file is solved less deeply. */
interface Fault {
  depth: Depth;
  sentence: string;
  /** Cells that the deeper solves read: with another content they may come to an end. */
  asked: readonly number[];
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One solve of some files, each to its depth. */
class Attempt {
  readonly #faults: ReadonlyMap<LoadedFile, Fault>;
  readonly #solving: Solving;
  readonly #callers: Callers;
  #installing: Context | null = null;

  constructor(world: World, files: readonly LoadedFile[], faults: ReadonlyMap<LoadedFile, Fault>) {
    this.#faults = faults;
    const solving = new Solving(world, files, (file) => faults.get(file)?.depth ?? Depth.full);
    const callers: Callers = {
      solving,
      calls: new CallList(solving),
      hierarchy: new Hierarchy(solving),
      apply: (call, value, receiver) => applyCall(callers, call, value, receiver),
    };
    solving.graph.fire = (at, value) => fireRule(callers, at, value);
    this.#solving = solving;
    this.#callers = callers;
  }

  run(): FileEdges[] {
    for (const context of this.#solving.contexts) {
      this.#installing = context;
      installFile(this.#callers, context);
    }
    this.#installing = null;
    runPhases(this.#callers);
    callNames(this.#callers);
    const edges = emitEdges(this.#callers);
    const { world, contexts, phases } = this.#solving;
    const read = phases.cellsRead();
    contexts.forEach(({ file, given }, index) => {
      file.solved.given = given.data.slice(0, given.length);
      const cells = read[index] ?? new Int32Array();
      const asked = this.#faults.get(file)?.asked;
      file.solved.read =
        asked === undefined ? cells : Int32Array.from(new Set([...cells, ...asked]));
      for (const cell of file.solved.read) world.cells.read(cell, file.id);
    });
    return edges.map((found, index) => {
      const gaveUp = this.#faults.get(contexts[index]?.file as LoadedFile)?.sentence;
      return gaveUp === undefined ? found : { ...found, gaveUp };
    });
  }

  /** Takes back what an attempt that failed contributed; returns what it read of each file. */
  withdraw(): readonly Int32Array[] {
    const { world, contexts, phases } = this.#solving;
    for (const { file, given } of contexts) {
      file.solved.given = given.data.slice(0, given.length);
      file.solved.read = new Int32Array();
      withdraw(world, file);
      file.solved.given = new Int32Array();
    }
    return phases.cellsRead();
  }

  /** The file whose values were followed when an error came; null where that is not known. */
  contextOf(error: unknown): Context | null {
    const { contexts, graph } = this.#solving;
    if (contexts.length === 1) return contexts[0] ?? null;
    if (error instanceof GaveUp) return contexts.find(({ file }) => file === error.file) ?? null;
    if (this.#installing !== null) return this.#installing;
    return graph.firing >= 0 ? this.#solving.contextOf(graph.firing) : null;
  }
}

function runPhases({ solving, hierarchy }: Callers): void {
  const { graph, phases, deferred } = solving;
  const connect = connectParameter.bind(null, solving);
  while (phases.now <= RANK_LIMIT) {
    phases.takeArrivals();
    do graph.run();
    while (hierarchy.settle() || deferred.takeDecisions(phases.now));
    const isMoreComing = phases.close(connect);
    if (!isMoreComing && !hierarchy.isWaiting && !deferred.isUndecided(phases.now)) return;
  }
}

/** Calls by name in files whose values are not followed. */
function callNames({ solving, calls }: Callers): void {
  const { contexts, graph, world } = solving;
  if (contexts.every(({ depth }) => depth === Depth.full)) return;
  for (let call = 0; call < calls.size; call++) {
    const callee = calls.context(call).depth === Depth.names ? calls.callee(call) : -1;
    if (callee < 0) continue;
    for (const value of graph.valuesOf(callee))
      if (world.function(value) !== undefined) calls.targets.intern(call, value * 2);
      else if (world.class(value) !== undefined) calls.constructions.intern(call, value);
  }
}
