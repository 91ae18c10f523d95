import type { Requester } from '#shared/rules.ts';
import type { Trust } from '#shared/trust.ts';
import type { ProjectRow } from '../../db/projects.ts';
import type { Reads } from '../../db/reads.ts';
import type { Look } from './look-at-roots.ts';
import { trustOf } from './trust-of.ts';

/** What a caller's start of a project means for the trust in its repository, in a sentence. */
export function sayTrust(
  from: { read: Reads; nowMs: number },
  look: Look | null,
  { project_id: projectId, requester }: Pick<ProjectRow, 'project_id'> & { requester: Requester },
): Trust | null {
  if (look === null) return null;
  if (!('trust' in look))
    return { state: 'unknown', root: look.repo, sentence: look.unreadable, rule_id: null };
  const { root } = look.trust;
  const asker = { taskId: '', runId: '', projectId, requester };
  const { verdict, why } = trustOf(from, look.trust, asker);
  switch (verdict.kind) {
    case 'first':
      return {
        state: 'first',
        root,
        sentence: `Starting records that you trust ${root}: its own commands may then run, in the sandbox, until its git settings name other programs or files.`,
        rule_id: null,
      };
    case 'trusted':
      return {
        state: 'trusted',
        root,
        sentence: `${root} is trusted: its own commands may run, in the sandbox (rule ${verdict.rule.ruleId}, by ${verdict.rule.actor}).`,
        rule_id: verdict.rule.ruleId,
      };
    case 'refused':
      return {
        state: 'refused',
        root,
        sentence: `Rule ${verdict.rule.ruleId} refuses to trust ${root}: nothing of it runs until that is revoked.`,
        rule_id: verdict.rule.ruleId,
      };
    case 'asks':
      return {
        state: 'asks',
        root,
        sentence: `A start waits for one approval of its own. ${why}`,
        rule_id: null,
      };
  }
}
