import { basename } from 'node:path';
import type { WillAsk } from '#shared/contract/pas-schemas.ts';
import type { Requester } from '#shared/rules.ts';
import type { Reads } from '../../db/reads.ts';
import type { Look } from './look-at-roots.ts';
import { trustOf } from './trust-of.ts';

interface Work {
  candidates: readonly { id: string; requester: Requester }[];
  place: { projectId: number; runId: string | null };
}

/**
 * The root that a start would ask about, with the tasks that would wait for it. It is never
 * approved with the start: who starts a plan every day no longer reads it.
 */
export function trustWillAsk(
  from: { read: Reads; nowMs: number },
  look: Look | null,
  { candidates, place }: Work,
): WillAsk[] {
  if (look === null || !('trust' in look)) return [];
  const asks: WillAsk[] = [];
  for (const { id, requester } of candidates) {
    const asker = { taskId: id, runId: place.runId ?? '', projectId: place.projectId, requester };
    const { verdict, action, shown, why } = trustOf(from, look.trust, asker);
    if (verdict.kind !== 'asks' && verdict.kind !== 'refused') continue;
    if (asks[0] !== undefined) {
      asks[0].tasks.push(id);
      continue;
    }
    const isRefused = verdict.kind === 'refused';
    asks.push({
      kind: 'trust',
      action,
      shown,
      title: `Trust in ${basename(look.trust.root)}`,
      tasks: [id],
      why: isRefused ? `Rule ${verdict.rule.ruleId} refuses it.` : why,
      refused: isRefused,
      with_start: false,
    });
  }
  return asks;
}
