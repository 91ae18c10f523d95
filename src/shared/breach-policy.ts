/** What becomes of a run whose cap of dollars or time is breached: core/budget/SPEC.md. */
export const BREACH_POLICIES = ['pause', 'ask', 'kill'] as const;
export type BreachPolicy = (typeof BREACH_POLICIES)[number];

export const DEFAULT_BREACH_POLICY: BreachPolicy = 'pause';

/** As people read them: a word, and what it promises. */
export const BREACH_POLICY_WORDS: Readonly<Record<BreachPolicy, { label: string; does: string }>> =
  {
    pause: {
      label: 'Pause',
      does: 'Running tasks finish, nothing new starts, and you are asked for more.',
    },
    ask: {
      label: 'Ask',
      does: 'You are asked for more; meanwhile the run goes on with what fits under the cap.',
    },
    kill: {
      label: 'Stop',
      does: 'The run ends for good within 2 seconds: running tasks are stopped, the rest is skipped.',
    },
  };
