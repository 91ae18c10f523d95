import type { plmsContract } from '../plms.ts';
import type { ExamplesOf } from './examples-of.ts';

const project = { project_id: 1 };

export const plmsExamples: ExamplesOf<typeof plmsContract> = {
  plmsHealth: {},
  createProject: {
    name: 'Sums',
    description: 'A library that adds numbers',
    tags: ['library'],
    initial_context: 'All tests are green, and the linter has nothing to say.',
  },
  listProjects: { status: 'ideation', tags: 'library', q: 'sum', limit: 20 },
  getProject: project,
  cancelProject: project,
  cancelProjectByPost: project,
  previewProjectDeletion: project,
  deleteProject: project,
  generatePrd: { ...project, goal: 'All tests are green.' },
  estimateProject: project,
  approveProject: {
    ...project,
    budget_cost_usd_max: 5,
    budget_tokens_max: 200_000,
    breach_policy: 'pause',
  },
  startProject: { ...project, run_kind: 'baseline', budget_tokens: 200_000 },
  simulateProject: { ...project, rehearsal_pct: 0.01 },
  pauseProject: { ...project, reason: 'A person looks at it.' },
  resumeProject: project,
  terminateProject: { ...project, reason: 'It is not needed any more.' },
  projectStatus: project,
  validateProject: project,
  completeProject: { ...project, override_reason: 'Accepted without its gates.' },
  budgetRunway: project,
  listRepositories: {},
  openRepository: { path: '/home/ada/sums' },
  initRepository: { path: '/home/ada/sums' },
};
