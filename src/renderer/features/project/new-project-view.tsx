import { useState } from 'react';
import { Form } from 'react-aria-components';
import { PlaceHead } from '../../navigation/place-head.tsx';
import { hrefTo, type RouteOf, routeTo } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ErrorOrFirstCommit } from './first-commit.tsx';
import { RepositoryField } from './repository-field.tsx';
import './project.css';

type Source = 'goal' | 'prd';
interface Draft {
  name: string;
  repo: string;
  source: Source;
  text: string;
}

/**
 * Name, repository and goal in one step: the project is registered, planned and estimated, and
 * nothing runs.
 */
export function NewProjectView({ route }: { route: RouteOf<'new-project'> }) {
  return <NewProject key={route.repo} repo={route.repo} />;
}

function NewProject({ repo }: { repo: string | null }) {
  const folder = repo?.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  const [draft, setDraft] = useState<Draft>({
    name: folder,
    repo: repo ?? '',
    source: 'goal',
    text: '',
  });
  const creating = useCreateProject();
  const isReady = draft.name.trim() !== '' && draft.text.trim() !== '';
  return (
    <div className="view">
      <PlaceHead title="New project" crumbs={[{ label: 'Projects', href: hrefTo('projects') }]} />
      <Form
        className="project-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) creating.mutate(draft);
        }}
      >
        <DraftFields draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
        <ErrorOrFirstCommit error={creating.error} repo={creating.variables?.repo.trim() ?? ''} />
        <div className="form-actions">
          <Button type="submit" look="primary" isDisabled={!isReady || creating.isPending}>
            {creating.isPending ? 'Planning…' : 'Plan and estimate'}
          </Button>
          <span className="muted">Nothing runs until you approve the plan and start it.</span>
        </div>
      </Form>
    </div>
  );
}

function DraftFields({
  draft,
  onChange,
}: {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}) {
  const isGoal = draft.source === 'goal';
  return (
    <>
      <TextField
        label="Name"
        value={draft.name}
        onChange={(name) => onChange({ name })}
        isRequired
      />
      <RepositoryField
        label="Repository"
        value={draft.repo}
        onChange={(path) => onChange({ repo: path })}
      />
      <div className="field-with-choice">
        <Choice<Source>
          label="Plan from"
          options={[
            { id: 'goal', label: 'A goal' },
            { id: 'prd', label: 'A PRD' },
          ]}
          value={draft.source}
          onChange={(source) => onChange({ source })}
        />
        <TextField
          label={isGoal ? 'What should be true when it is done?' : 'PRD in Markdown'}
          value={draft.text}
          onChange={(text) => onChange({ text })}
          rows={isGoal ? 5 : 14}
          mono={!isGoal}
          hint={
            isGoal
              ? 'One or two sentences. The plan, its tasks and the estimate follow from it.'
              : 'Paste the whole document; its headings become tasks.'
          }
        />
      </div>
    </>
  );
}

function useCreateProject() {
  const { plms } = useClients();
  return useAction(
    async (draft: Draft, { idempotencyKey }: { idempotencyKey: string }) => {
      const step = (name: string) => ({ idempotencyKey: `${idempotencyKey}-${name}` });
      const repo = draft.repo.trim() === '' ? {} : { repo: draft.repo.trim() };
      const { project_id } = await plms.createProject(
        { name: draft.name.trim(), ...repo },
        step('create'),
      );
      const source = draft.source === 'goal' ? { goal: draft.text } : { prd: draft.text };
      await plms.generatePrd({ project_id, ...source }, step('plan'));
      await plms.estimateProject({ project_id }, step('estimate'));
      return project_id;
    },
    {
      refreshes: [queryKeys.projects],
      onDone: (projectId) => navigate(routeTo('project', { projectId })),
    },
  );
}
