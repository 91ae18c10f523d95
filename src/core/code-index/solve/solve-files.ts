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
  const read = solving.cellsRead();
  solving.contexts.forEach((context, index) => {
    const { file, given } = context;
    file.given = given.data.slice(0, given.length);
    const cells = read[index];
    if (cells === undefined) return;
    file.read = cells.data.slice(0, cells.length);
    for (const cell of file.read) world.cells.read(cell, file.id);
  });
  return edges;
}

function runPhases({ solving, hierarchy }: Callers): void {
  const connect = connectParameter.bind(null, solving);
  while (solving.phase <= RANK_LIMIT) {
    solving.takeArrivals();
    do solving.graph.run();
    while (hierarchy.settle() || solving.takeDecisions());
    if (!solving.closePhase(connect) && !hierarchy.isWaiting && !solving.isUndecided) return;
  }
}
