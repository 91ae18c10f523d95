import { z } from 'zod';
import { RULE_SCOPES } from './rule-scopes.ts';
import { settingChangeSchema } from './trust.ts';

export const ruleScopeSchema = z
  .enum(RULE_SCOPES)
  .describe('`once`: one task, with its retries; `always`: every run of every project');

export const ruleDecisionSchema = z.enum(['allow', 'deny']);
export type RuleDecision = z.infer<typeof ruleDecisionSchema>;

/** What a rule or an approval is about. */
export const APPROVAL_KINDS = [
  'budget',
  'command',
  'trust',
  'exit_code',
  'test_command',
  'connect',
  'install',
] as const;
export const approvalKindSchema = z.enum(APPROVAL_KINDS);
export type ApprovalKind = z.infer<typeof approvalKindSchema>;

/**
 * Who wants something done. A token with the scope `approve` speaks for the person at this machine;
 * `token` is one without it.
 */
export const REQUESTERS = ['local_user', 'approving_token', 'token', 'agent', 'mcp'] as const;
export const requesterSchema = z.enum(REQUESTERS);
export type Requester = z.infer<typeof requesterSchema>;

/** Whether what they start they have thereby approved. */
export function mayApprove(requester: Requester): requester is 'local_user' | 'approving_token' {
  return requester === 'local_user' || requester === 'approving_token';
}

/** An action as a person is shown it before deciding: whole, never shortened. */
export const shownActionSchema = z.object({
  argv: z.array(z.string()).describe('the command, word by word; empty where it is about none'),
  repo: z
    .string()
    .nullable()
    .describe('the repository whose worktree it runs in; null: a scratch folder'),
  lane: z.string().nullable(),
  connect: z
    .string()
    .optional()
    .describe('`host:port` that the repository’s commands may reach; only where it is about that'),
  install: z
    .object({
      command: z.string().describe('all of it, in one line'),
      from: z.string().describe('the lock file, requirements or manifest'),
      digest: z.string().describe('SHA-256 of it'),
      registries: z.array(z.string()).describe('`host:port`; nothing else is reached'),
    })
    .optional()
    .describe('the installation of dependencies that it is about; only then'),
  settings: z
    .array(settingChangeSchema)
    .optional()
    .describe('the git settings that a decision about trust is about; only then'),
});
export type ShownAction = z.infer<typeof shownActionSchema>;
