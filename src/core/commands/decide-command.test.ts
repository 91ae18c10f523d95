import { expect, it } from 'vitest';
import { REQUESTERS } from '#shared/rules.ts';
import { decideCommand, type CommandQuestion } from './decide-command.ts';

const OWN = ['local_user', 'approving_token'];

const listing = { name: 'Code-Impl', allowedTools: ['tool'] };
const other = { name: 'Narrative', allowedTools: ['pandoc'] };
const lanes = [listing, other];

function decide(over: Partial<Omit<CommandQuestion, 'command'>>, origin = 'own', fault?: string) {
  return decideCommand({
    command: {
      origin: origin as 'own',
      argv: ['./bin/tool', 'x'],
      fault: fault ?? null,
    },
    requester: 'local_user',
    lane: listing,
    leadsTo: null,
    rule: null,
    ...over,
  });
}

it('CMD-6 what the repository names and what a template builds runs, whoever asks and in every lane', () => {
  for (const requester of REQUESTERS)
    for (const lane of lanes)
      for (const origin of ['found', 'template'])
        expect(decide({ requester, lane }, origin).verdict).toBe('runs');
});

it('CMD-6 a person’s own command runs when the lane lists its program, and else asks', () => {
  for (const requester of REQUESTERS.filter((each) => OWN.includes(each))) {
    expect(decide({ requester }).verdict).toBe('runs');
    expect(decide({ requester, lane: other })).toEqual({
      verdict: 'asks',
      reason: '“tool” is not on the list of programs of the lane Narrative.',
    });
  }
});

it('CMD-6 an own command of anybody else always asks', () => {
  for (const requester of REQUESTERS.filter((each) => !OWN.includes(each)))
    for (const lane of lanes)
      expect(decide({ requester, lane })).toMatchObject({
        verdict: 'asks',
        reason: expect.stringMatching(/^The command comes from an? .*\.$/),
      });
});

it('CMD-8 a link counts by the name that it leads to, too', () => {
  expect(decide({ leadsTo: '/usr/bin/tool2.1' }).verdict).toBe('runs');
  expect(decide({ leadsTo: '/usr/bin/dash' })).toEqual({
    verdict: 'asks',
    reason:
      '“tool” is a link to “dash”, which is not on the list of programs of the lane Code-Impl.',
  });
});

it('CMD-7 a recorded rule answers', () => {
  for (const requester of REQUESTERS)
    for (const lane of lanes)
      for (const origin of ['found', 'template', 'own']) {
        expect(decide({ requester, lane, rule: 'allow' }, origin).verdict).toBe('runs');
        expect(decide({ requester, lane, rule: 'deny' }, origin).verdict).toBe('refused');
      }
});

it('CMD-9 a command that starts nothing is refused, whatever a rule says', () => {
  const fault = 'The command is empty.';
  for (const origin of ['found', 'template', 'own'])
    expect(decide({ rule: 'allow' }, origin, fault)).toEqual({ verdict: 'refused', reason: fault });
});
