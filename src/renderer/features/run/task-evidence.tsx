import type { Gate } from '#shared/contract/pas-schemas.ts';
import { DrawerSection } from '../../ui/drawer.tsx';
import { GateRow } from './gate-row.tsx';

/** The task's gates with what the app saw. */
export function TaskEvidence({ gates }: { gates: readonly Gate[] }) {
  return (
    <DrawerSection label="Gates of the task">
      {gates.length === 0 ? (
        <p className="panel-none">Nothing has been measured for this task.</p>
      ) : (
        <ul className="gate-list">
          {gates.map((gate) => (
            <GateRow key={`${gate.kpi_name} ${gate.created_at}`} gate={gate} owner={null} isOpen />
          ))}
        </ul>
      )}
    </DrawerSection>
  );
}
