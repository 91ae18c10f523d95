import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Plans an existing project from a goal. */
export function PlanForm({ projectId }: { projectId: number }) {
  const { plms } = useClients();
  const [goal, setGoal] = useState('');
  const planning = useAction(plms.generatePrd, {
    refreshes: [queryKeys.project(projectId), queryKeys.projects],
  });
  return (
    <Form
      className="plan-goal"
      onSubmit={(event) => {
        event.preventDefault();
        planning.mutate({ project_id: projectId, goal });
      }}
    >
      <TextField label="Goal" value={goal} onChange={setGoal} rows={4} />
      <ErrorNote error={planning.error} />
      <div>
        <Button type="submit" look="primary" isDisabled={goal.trim() === '' || planning.isPending}>
          {planning.isPending ? 'Planning…' : 'Plan'}
        </Button>
      </div>
    </Form>
  );
}
