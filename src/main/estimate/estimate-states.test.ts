import { expect, test } from 'vitest';
import { PROJECT_STATES, type ProjectState } from '#shared/states.ts';
import { nodeProject } from '../testing/make-repository.ts';
import { useEngines } from '../testing/use-engines.ts';

const { start, repoOf } = useEngines();

/** Where an estimate leads a project; the other states stay. */
const LEADS: Partial<Record<ProjectState, ProjectState>> = {
  ideation: 'pending_approval',
  clarifying: 'pending_approval',
  planning: 'pending_approval',
  estimating: 'pending_approval',
};

test('“an estimate never moves a project backwards”, whatever state it is in', async () => {
  const engine = await start({ synthetic: false });
  const { plms } = engine;
  const repo = repoOf(nodeProject());
  const { commit, read } = engine.engine.spine.store;
  for (const state of PROJECT_STATES) {
    const { project_id } = await plms.createProject({ name: state, repo });
    // An idea has no plan yet: it is made on the way.
    if (state !== 'ideation' && state !== 'clarifying') await plms.generatePrd({ project_id });
    await commit.write((tx) => tx.projects.setStatus(project_id, state, tx.nowMs));
    const estimating = plms.estimateProject({ project_id });
    if (state === 'cancelled') await expect(estimating).rejects.toThrow(/cancelled/);
    else await estimating;
    expect(read.projects.get(project_id)?.status, state).toBe(LEADS[state] ?? state);
  }
});
