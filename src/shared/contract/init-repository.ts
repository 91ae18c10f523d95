import { z } from 'zod';
import { pathText } from '../path-text.ts';
import { endpoint, keyField, replayField } from './define.ts';

export const initRepository = endpoint({
  method: 'POST',
  path: '/api/repositories/init',
  scope: 'approve',
  summary: 'Make the first commit of a folder, and the repository where there is none',
  description:
    'Of all that its ignore rules leave, in the name that your git settings have; on `main` where the repository is made. Left out and named: files that keep secrets by their name, that are larger than 100 MB, that a filter stores, and repositories of their own. No hook runs, and nothing is signed. Refused with nothing changed: a repository with a commit, the root, a home folder and what holds it.',
  body: z.object({ path: pathText().min(1), ...keyField }),
  response: z.object({
    path: z.string().describe('top level of the repository'),
    branch: z.string(),
    commit: z.string(),
    files: z.number().int().describe('how many are in the commit'),
    made_repository: z.boolean().describe('false: it was there, without a commit'),
    left_out: z.array(
      z.object({ path: z.string(), why: z.string().describe('the end of a sentence') }),
    ),
    note: z.string().describe('what did not run'),
    ...replayField,
  }),
  errors: ['not_a_repository', 'illegal_transition'],
});
