import { expect, it } from 'vitest';
import type { Approval, RuleFacts } from '#shared/contract/pas-schemas.ts';
import { AT } from '../testing/samples.ts';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

const ARGV = ['make', 'deploy', 'to the moon', ...Array.from({ length: 40 }, (_, n) => `--x=${n}`)];
const shown = { argv: [...ARGV, 'txt.\u202egnp.sh'], repo: '/home/me/shop', lane: 'Code-Impl' };

const approval: Approval = {
  approval_id: 4,
  run_id: 'r1',
  kind: 'command',
  status: 'pending',
  question: 'The command comes from a token that may not approve.',
  proposed_budget_usd: null,
  proposed_duration_minutes: null,
  task_id: 't1',
  task_title: 'Deploy it',
  project_name: 'Shop',
  shown,
  requester: 'token',
  asked_by: 'ci',
  created_at: AT,
  expires_at: AT,
  decided_at: null,
  actor: null,
  reason: null,
  rule_id: null,
};

const rule: RuleFacts = {
  rule_id: 9,
  kind: 'command',
  action: 'a',
  shown,
  decision: 'allow',
  scope: 'run',
  scope_ref: 'r1',
  approval_id: 4,
  actor: 'local',
  reason: null,
  created_at: AT,
  expires_at: null,
  ended_at: null,
  ended_by: null,
  ended_reason: null,
};

it('shows a command whole: every word, what cannot be seen spelt out, repository, lane, who asks and why', async () => {
  const { stdout } = await vp.run({ listApprovals: async () => ({ approvals: [approval] }) }, [
    'approvals',
  ]);
  const text = `make deploy 'to the moon' ${ARGV.slice(3).join(' ')} ${String.raw`$'txt.\u202egnp.sh'`}`;
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(text);
  expect(stdout).toMatch(/The command comes from a token that may not approve\./);
  expect(stdout).toMatch(/in +\/home\/me\/shop/);
  expect(stdout).toMatch(/lane +Code-Impl/);
  expect(stdout).toMatch(/asked by +ci/);
});

it('decides with a scope and an end, and names the rule', async () => {
  const decided = { ...approval, status: 'approved' as const, rule_id: 9 };
  const answers = { decideApproval: async () => ({ approval: decided }) };
  const { stdout, exitCode } = await vp.run(answers, [
    'approvals',
    'approve',
    '4',
    '--scope',
    'project',
    '--expires',
    '2d',
  ]);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('recorded as rule 9')]);
  expect(vp.received()[0]?.input).toMatchObject({ decision: 'approve', scope: 'project' });
  const end = Date.parse(String(vp.received()[0]?.input['expires_at']));
  expect(Math.abs(end - Date.now() - 2 * 86_400_000)).toBeLessThan(3_600_000);
  const bad = await vp.again(['approvals', 'approve', '4', '--scope', 'forever']);
  expect([bad.exitCode, bad.stderr]).toEqual([2, expect.stringContaining('always')]);
});

it('lists rules and revokes one', async () => {
  const answers = {
    listRules: async () => ({ rules: [rule], next_offset: null }),
    revokeRule: async () => ({ rule: { ...rule, ended_at: AT } }),
  };
  const listed = await vp.run(answers, ['rules']);
  expect(listed.stdout).toMatch(
    /9 +allow +run r1 +never ends +local +\/home\/me\/shop +make deploy/,
  );
  const revoked = await vp.again(['rules', 'revoke', '9', '--reason', 'old']);
  expect(revoked.stdout).toContain('rule 9 is revoked');
  expect(vp.received()[1]?.input).toEqual({ rule_id: 9, reason: 'old' });
});

const trusted = {
  argv: [],
  repo: '/home/me/shop',
  lane: null,
  settings: [
    { name: 'core.pager', file: 'config', before: 'less', after: 'sh -c "\u001b[2J\nevil"' },
    { name: 'alias.x', file: '/home/me/more', before: null, after: '!x' },
    { name: 'core.editor', file: 'config', before: 'vi', after: null },
  ],
};

it('shows the git settings that trust is asked about, each with its value before and after, on one line', async () => {
  const asked = { ...approval, kind: 'trust' as const, shown: trusted };
  const { stdout } = await vp.run({ listApprovals: async () => ({ approvals: [asked] }) }, [
    'approvals',
  ]);
  expect(stdout).toContain(String.raw`core.pager in config: less → $'sh -c "\u001b[2J\u000aevil"'`);
  expect(stdout).toContain("alias.x in /home/me/more: '!x' (new)");
  expect(stdout).toContain('core.editor in config: vi (gone)');
  expect(stdout).not.toContain('\u001b[2J');
});

it('lists a trust among the rules, and revokes it like any other', async () => {
  const trust = { ...rule, kind: 'trust' as const, scope: 'always' as const, scope_ref: null };
  const rules = async () => ({ rules: [{ ...trust, shown: trusted }], next_offset: null });
  const { stdout } = await vp.run({ listRules: rules }, ['rules', 'list']);
  expect(stdout).toMatch(
    /9 .*allow .*always .*local .*\/home\/me\/shop .*trust: the repository’s own commands/,
  );
});
