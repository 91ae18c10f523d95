import { applyCall } from './apply-call.ts';
import type { Callers } from './callers.ts';
import { CallList } from './call-list.ts';
import { emitEdges } from './emit-edges.ts';
import { Hierarchy } from './hierarchy.ts';
import { connectParameter, installFile } from './install-file.ts';
import type { LoadedFile } from './loaded-file.ts';
import { fireRule } from './rules.ts';
import { Solving, RANK_LIMIT } from './solving.ts';
import type { FileEdges } from './types.ts';
import type { World } from './world.ts';

/**
 * Solves files against what all other files contribute, and returns their edges in the same order.
 * Their own contributions and readings must have been withdrawn from the cells; the new ones are
 * entered and kept in the files.
 */
export function solveFiles(world: World, files: readonly LoadedFile[]): FileEdges[] {
  const solving = new Solving(world, files);
  const calls = new CallList(solving);
  const callers: Callers = {
    solving,
    calls,
    hierarchy: new Hierarchy(solving),
    apply: (call, value, receiver) => applyCall(callers, call, value, receiver),
  };
  solving.graph.fire = (at, value) => fireRule(callers, at, value);
  for (const context of solving.contexts) installFile(callers, context);
  runPhases(callers);
  const edges = emitEdges(callers);
  const read = solving.phases.cellsRead();
  solving.contexts.forEach((context, index) => {
    const { file, given } = context;
    file.solved.given = given.data.slice(0, given.length);
    const cells = read[index];
    if (cells === undefined) return;
    file.solved.read = cells.data.slice(0, cells.length);
    for (const cell of file.solved.read) world.cells.read(cell, file.id);
  });
  return edges;
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
