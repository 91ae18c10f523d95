import type { Lane } from '#shared/contract/pas-schemas.ts';
import { Minus, Plus } from 'lucide-react';
import { Button as AriaButton, Group, Input, NumberField } from 'react-aria-components';
import { formatRule } from '#shared/present/format-kpi.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import type { Column } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/notes.tsx';

/** Each kind of work with how many may run at once, to change, and what it must prove. */
export const LANE_COLUMNS: readonly Column<Lane>[] = [
  { id: 'lane', head: 'Kind', cell: (lane) => lane.name },
  { id: 'cap', head: 'At once', cell: (lane) => <CapField lane={lane} /> },
  {
    id: 'running',
    from: 'tablet',
    head: 'Running',
    isNumber: true,
    cell: (lane) => lane.running,
  },
  { id: 'queued', from: 'tablet', head: 'Queued', isNumber: true, cell: (lane) => lane.queued },
  {
    id: 'gates',
    from: 'tablet',
    head: 'Gates',
    room: 'wrap',
    look: 'muted',
    cell: (lane) =>
      lane.gates
        .map((gate) => `${gate.kpi} ${formatRule(gate.rule, gate.threshold)}${standing(gate)}`)
        .join(', '),
  },
];

function CapField({ lane }: { lane: Lane }) {
  const { pas } = useClients();
  const setting = useAction(pas.setLaneCap, { refreshes: [queryKeys.lanes, queryKeys.portfolio] });
  return (
    <>
      <NumberField
        aria-label={`Cap of ${lane.name}`}
        value={lane.cap}
        minValue={0}
        maxValue={1000}
        onChange={(cap) =>
          Number.isInteger(cap) && cap !== lane.cap
            ? setting.mutate({ name: lane.name, cap })
            : undefined
        }
      >
        <Group className="stepper">
          <AriaButton slot="decrement" className="step">
            <Minus aria-hidden size={12} />
          </AriaButton>
          <Input className="step-input" />
          <AriaButton slot="increment" className="step">
            <Plus aria-hidden size={12} />
          </AriaButton>
        </Group>
      </NumberField>
      <ErrorNote error={setting.error} />
    </>
  );
}

function standing({ required, not_measured: why }: Lane['gates'][number]): string {
  if (why !== null) return ' (not measured yet)';
  return required ? '' : ' (optional)';
}
