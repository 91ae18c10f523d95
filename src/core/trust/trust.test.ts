import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REQUESTERS } from '#shared/rules.ts';
import type { GitSetting, TrustedSetting } from '#shared/trust.ts';
import { countsForTrust } from './counts-for-trust.ts';
import { fingerprintText, settingText } from './fingerprint-text.ts';
import { judgeTrust, type TrustRule } from './judge-trust.ts';
import { settingChanges } from './setting-changes.ts';

const setting = (key: string, value = 'x', file = 'config'): GitSetting => ({ key, value, file });

describe('TRUST-1 what counts', () => {
  const counted: [key: string, value?: string][] = [
    ['core.fsmonitor', '/bin/watch'],
    ['core.hookspath'],
    ['core.sshcommand', 'true'],
    ['core.pager'],
    ['core.editor'],
    ['filter.lfs.clean'],
    ['filter.a.b.smudge'],
    ['filter.a\nb.process'],
    ['diff.x.command'],
    ['diff.x.textconv'],
    ['diff.external'],
    ['merge.x.driver'],
    ['credential.helper', ''],
    ['credential.https://example.org.helper'],
    ['gpg.program'],
    ['gpg.ssh.program'],
    ['alias.st', '!rm -r .'],
    ['alias.st', '-c core.pager=x log'],
    ['alias.x.command', '!x'],
    ['alias.st', 'status --short'],
    ['alias.st', '"-c" core.pager=x log'],
    ['alias.st', 'ls-remote --upload-pack=x .'],
    ['branch.main.remote', 'ext::x'],
    ['branch.main.pushremote', 'ext::x'],
    ['remote.pushdefault', 'ext::x'],
    ['remote.ext::x.fetch', 'a:b'],
    ['remotes.all', 'origin ext::x'],
    ['extensions.partialclone', 'ext::x'],
    ['protocol.ext.allow', 'always'],
    ['protocol.allow', 'always'],
    ['diff.tool', '../../../../x'],
    ['diff.guitool'],
    ['merge.tool'],
    ['merge.guitool'],
    ['lfs.customtransfer.x.args', '-c x'],
    ['instaweb.modulepath'],
    ['svn.authorsprog'],
    ['include.path', 'more'],
    ['includeif.onbranch:main.path', 'more'],
    ['includeif.gitdir:/a\nb.path', 'more'],
    ['submodule.x.update', '!x'],
    ['submodule.x.url', 'ext::sh -c x'],
    ['remote.origin.uploadpack'],
    ['remote.origin.receivepack'],
    ['remote.origin.vcs'],
    ['remote.origin.url', 'ext::sh -c x'],
    ['url.ext::sh -c x.insteadof', 'https://example.org/'],
    ['pager.log', 'less'],
    ['difftool.x.path', '/bin/x'],
    ['hook.x.command'],
    ['newsection.newcommand'],
  ];
  test.each(counted)('%s', (key, value = 'x') => {
    expect(countsForTrust({ key, value })).toBe(true);
  });

  const ignored: [key: string, value?: string][] = [
    ['branch.main.remote', 'origin'],
    ['branch.editor.merge', 'refs/heads/editor'],
    ['remote.origin.url', 'https://example.org/x.git'],
    ['remote.origin.url', 'git@example.org:x.git'],
    ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'],
    ['remote.origin.partialclonefilter', 'blob:none'],
    ['user.name', '!not a program'],
    ['user.email', 'me@example.org'],
    ['core.bare', 'false'],
    ['core.autocrlf', 'input'],
    ['core.fsmonitor', 'true'],
    ['pager.log', 'false'],
    ['color.pager', 'true'],
    ['branch.main.rebase', 'true'],
    ['user.name', 'a::b'],
    ['protocol.version', '2'],
    ['merge.conflictstyle', 'zdiff3'],
    ['submodule.x.update', 'rebase'],
    ['submodule.x.url', '../x.git'],
    ['pull.rebase', 'true'],
    ['includeif.onbranch:main', 'x'],
  ];
  test.each(ignored)('not %s = %s', (key, value = 'x') => {
    expect(countsForTrust({ key, value })).toBe(false);
  });
});

const anySetting = fc.record({
  key: fc.constantFrom('core.pager', 'alias.a', 'filter.a.clean'),
  value: fc.constantFrom('', 'a', 'b', '","', '"]\n['),
  file: fc.constantFrom('config', 'config.worktree', '/a b', '","'),
});
const someSettings = fc.array(anySetting, { maxLength: 8 });
const textsOf = (settings: readonly GitSetting[]) => new Set(settings.map(settingText));
const minus = (one: readonly GitSetting[], other: readonly GitSetting[]) => {
  const known = textsOf(other);
  return new Set([...textsOf(one)].filter((text) => !known.has(text)));
};

test('TRUST-2 two sets of settings have one fingerprint when they say the same, in any order and number', () => {
  fc.assert(
    fc.property(someSettings, someSettings, fc.nat(), (one, other, by) => {
      const turned = [...one, ...one.slice(0, 2)].map(
        (_, at, all) => all[(at + by) % all.length] ?? setting('never'),
      );
      expect(fingerprintText(turned)).toBe(fingerprintText(one));
      const same = minus(one, other).size === 0 && minus(other, one).size === 0;
      expect(fingerprintText(one) === fingerprintText(other)).toBe(same);
    }),
  );
});

test('TRUST-4 the changes name what differs and nothing else; applied to what was, they give what is', () => {
  const trusted = (given: readonly GitSetting[]): TrustedSetting[] =>
    [...textsOf(given)].map((digest) => {
      const [file = '', name = '', value = ''] = JSON.parse(digest) as string[];
      return { file, name, value, digest };
    });
  fc.assert(
    fc.property(someSettings, someSettings, (one, other) => {
      const [before, after] = [trusted(one), trusted(other)];
      const changes = settingChanges(before, after);
      const said = (which: 'before' | 'after') =>
        changes.flatMap(({ name: key, file, [which]: value }) =>
          value === null ? [] : [settingText({ key, file, value })],
        );
      expect(new Set(said('before'))).toEqual(minus(one, other));
      expect(new Set(said('after'))).toEqual(minus(other, one));
      for (const change of changes) expect(change.before).not.toBe(change.after);
    }),
  );
});

test('TRUST-4 a secret that changed is named, though both its values are masked', () => {
  const masked = (digest: string): TrustedSetting => ({
    name: 'credential.helper',
    file: 'config',
    value: 'store [secret:x]',
    digest,
  });
  expect(settingChanges([masked('1')], [masked('2')])).toEqual([
    {
      name: 'credential.helper',
      file: 'config',
      before: 'store [secret:x]',
      after: 'store [secret:x]',
    },
  ]);
});

describe('who is asked', () => {
  const question = { action: 'trust', taskId: 't', runId: 'r', projectId: 1 };
  const rule = (fields: Partial<TrustRule> = {}): TrustRule => ({
    ruleId: 1,
    action: 'trust',
    decision: 'allow',
    scope: 'always',
    scopeRef: null,
    createdAtMs: 0,
    expiresAtMs: null,
    endedAtMs: null,
    holdsFor: { fingerprint: 'now', settings: [] },
    ...fields,
  });
  const then = { holdsFor: { fingerprint: 'then', settings: [] } };
  const judge = (rules: TrustRule[], requester: (typeof REQUESTERS)[number] = 'local_user') =>
    judgeTrust(rules, { question, requester, fingerprint: 'now', nowMs: 5 });

  test.each(REQUESTERS)('TRUST-6 nothing was decided: %s', (requester) => {
    const mayTrust = requester === 'local_user' || requester === 'approving_token';
    expect(judge([], requester).kind).toBe(mayTrust ? 'first' : 'asks');
  });

  test.each(REQUESTERS)('TRUST-5 TRUST-7 decided before: %s', (requester) => {
    expect(judge([rule()], requester)).toMatchObject({ kind: 'trusted' });
    expect(judge([rule(then)], requester)).toMatchObject({ kind: 'asks', why: 'changed' });
    const over = [rule({ endedAtMs: 4 }), rule({ expiresAtMs: 5 }), rule({ holdsFor: null })];
    for (const [at, one] of over.entries()) {
      const why = at === 2 ? 'changed' : 'ended';
      expect(judge([one], requester)).toMatchObject({ kind: 'asks', why });
    }
  });

  test('TRUST-5 one that denies holds for every fingerprint, as far as it reaches', () => {
    const denies = { decision: 'deny', holdsFor: null } as const;
    const forRun = rule({ ...denies, ruleId: 2, scope: 'run', scopeRef: 'r' });
    expect(judge([rule(), forRun])).toMatchObject({ kind: 'refused', rule: { ruleId: 2 } });
    const elsewhere = rule({ ...forRun, scopeRef: 'another' });
    expect(judge([rule(), elsewhere])).toMatchObject({ kind: 'trusted' });
    expect(judge([elsewhere])).toMatchObject({ kind: 'asks', why: 'new' });
  });

  test('TRUST-7 the newest decision that allowed is what is compared with, also when it has ended', () => {
    const last = rule({ ...then, ruleId: 3, endedAtMs: 4 });
    const verdict = judge([last, rule({ ...then, ruleId: 2, endedAtMs: 4 })]);
    expect(verdict).toMatchObject({ kind: 'asks', why: 'ended', last: { ruleId: 3 } });
  });
});
