/** How far a decision reaches: one task, one run, one project, or everything from now on. */
export const RULE_SCOPES = ['once', 'run', 'project', 'always'] as const;
export type RuleScope = (typeof RULE_SCOPES)[number];
