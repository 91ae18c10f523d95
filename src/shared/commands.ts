/**
 * Where a command comes from: `found` in the repository, word for word; built from a `template`; or
 * somebody's `own`.
 */
export const COMMAND_ORIGINS = ['found', 'template', 'own'] as const;
export type CommandOrigin = (typeof COMMAND_ORIGINS)[number];
