import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RULE_SCOPES } from '#shared/rule-scopes.ts';
import { actionIn } from './action-in.ts';
import { answeringRule, scopeRefOf, type Question, type Rule } from './answering-rule.ts';

const ASKED: Question = { action: 'a', taskId: 't1', runId: 'r1', projectId: 1 };

let made = 0;
function rule(fields: Partial<Rule> = {}): Rule {
  made += 1;
  const scope = fields.scope ?? 'always';
  return {
    ruleId: made,
    action: 'a',
    decision: 'allow',
    scope,
    scopeRef: scopeRefOf(scope, ASKED),
    createdAtMs: 0,
    expiresAtMs: null,
    endedAtMs: null,
    ...fields,
  };
}

describe('which rule answers', () => {
  test('RULES-1 only one about the very action', () => {
    expect(answeringRule([rule({ action: 'b' })], ASKED, 1)).toBeNull();
    expect(answeringRule([rule()], ASKED, 1)).toMatchObject({ decision: 'allow' });
  });

  test.each([
    ['once', { taskId: 't2' }],
    ['run', { runId: 'r2' }],
    ['project', { projectId: 2 }],
  ] as const)('RULES-2 scope %s reaches its own and no other', (scope, elsewhere) => {
    const given = rule({ scope });
    expect(answeringRule([given], ASKED, 1)).toBe(given);
    expect(answeringRule([given], { ...ASKED, ...elsewhere }, 1)).toBeNull();
  });

  test('RULES-2 always reaches everywhere', () => {
    const other = { action: 'a', taskId: 't9', runId: 'r9', projectId: 9 };
    expect(answeringRule([rule()], other, 1)).not.toBeNull();
  });

  test('RULES-3 the narrowest decides, then the newest, then the one that denies', () => {
    const wide = rule({ createdAtMs: 9 });
    const narrow = rule({ scope: 'run', decision: 'deny', createdAtMs: 1 });
    expect(answeringRule([wide, narrow], ASKED, 10)).toBe(narrow);
    const older = rule({ decision: 'deny', createdAtMs: 1 });
    const newer = rule({ createdAtMs: 2 });
    expect(answeringRule([older, newer], ASKED, 10)).toBe(newer);
    const denies = rule({ decision: 'deny', createdAtMs: 2 });
    const allows = rule({ createdAtMs: 2 });
    expect(answeringRule([denies, allows], ASKED, 10)).toBe(denies);
  });

  test('RULES-4 a rule ends at its expiry to the millisecond, and when it is revoked', () => {
    const brief = rule({ expiresAtMs: 100 });
    expect(answeringRule([brief], ASKED, 99)).toBe(brief);
    expect(answeringRule([brief], ASKED, 100)).toBeNull();
    expect(answeringRule([rule({ endedAtMs: 0 })], ASKED, 1)).toBeNull();
  });
});

const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    ruleId: fc.nat(),
    action: fc.constantFrom('a', 'b'),
    decision: fc.constantFrom('allow' as const, 'deny' as const),
    scope: fc.constantFrom(...RULE_SCOPES),
    createdAtMs: fc.nat(3),
    expiresAtMs: fc.option(fc.nat(9)),
    endedAtMs: fc.option(fc.nat(9), { freq: 4 }),
    asked: fc.record({
      taskId: fc.constantFrom('t1', 't2'),
      runId: fc.constantFrom('r1', 'r2'),
      projectId: fc.constantFrom(1, 2),
    }),
  })
  .map(({ asked, ...given }) => ({ ...given, scopeRef: scopeRefOf(given.scope, asked) }));
const someRules = fc.uniqueArray(anyRule, { maxLength: 12, selector: ({ ruleId }) => ruleId });

describe('any set of rules', () => {
  test('RULES-5 answers the same in every order', () => {
    fc.assert(
      fc.property(someRules, fc.nat(9), fc.nat(), (rules, nowMs, by) => {
        const turned = rules.map((_, at) => rules[(at + by) % rules.length]).toReversed();
        const given = turned.filter((one) => one !== undefined);
        expect(answeringRule(given, ASKED, nowMs)).toEqual(answeringRule(rules, ASKED, nowMs));
      }),
    );
  });

  test('RULES-3 RULES-4 no rule that answers by itself is narrower, or newer in its scope, than the one that decides', () => {
    fc.assert(
      fc.property(someRules, fc.nat(9), (rules, nowMs) => {
        const chosen = answeringRule(rules, ASKED, nowMs);
        const single = rules.filter((one) => answeringRule([one], ASKED, nowMs) !== null);
        expect(chosen === null).toBe(single.length === 0);
        if (chosen === null) return;
        for (const other of single) {
          const place = RULE_SCOPES.indexOf(other.scope) - RULE_SCOPES.indexOf(chosen.scope);
          expect(place).toBeGreaterThanOrEqual(0);
          if (place > 0) continue;
          expect(other.createdAtMs).toBeLessThanOrEqual(chosen.createdAtMs);
          const isTie = other.createdAtMs === chosen.createdAtMs;
          if (isTie && other.decision === 'deny') expect(chosen.decision).toBe('deny');
        }
      }),
    );
  });
});

test('RULES-1 another action or another repository is another one to decide about', () => {
  const text = fc.constantFrom('a', 'a in null', 'b', '["a","b"]', 'in', '');
  const asked = fc.tuple(fc.option(fc.constantFrom('/r', '/r2', 'null', '" in "')), text);
  fc.assert(
    fc.property(asked, asked, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(actionIn(...one) === actionIn(...other)).toBe(same);
    }),
  );
});
