import { Minus, Plus } from 'lucide-react';
import { Button as AriaButton, Group, Input, NumberField } from 'react-aria-components';
import type { z } from 'zod';
import type { laneSchema } from '#shared/contract/pas-schemas.ts';
import { formatRule } from '#shared/present/format-kpi.ts';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { useAction } from '../../data/use-action.ts';
import { ErrorNote } from '../../ui/notes.tsx';

/** A lane with its cap to change. */
export function LaneCapRow({ lane }: { lane: Lane }) {
  const { pas } = useClients();
  const setting = useAction(pas.setLaneCap, { refreshes: [queryKeys.lanes, queryKeys.portfolio] });
  return (
    <tr>
      <td>{lane.name}</td>
      <td>
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
      </td>
      <td className="number">{lane.running}</td>
      <td className="number">{lane.queued}</td>
      <td className="muted wrap">
        {lane.gates
          .map((gate) => `${gate.kpi} ${formatRule(gate.rule, gate.threshold)}${standing(gate)}`)
          .join(', ')}
      </td>
    </tr>
  );
}

type Lane = z.infer<typeof laneSchema>;

function standing({ required, not_measured: why }: Lane['gates'][number]): string {
  if (why !== null) return ' (not measured yet)';
  return required ? '' : ' (optional)';
}
