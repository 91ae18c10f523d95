import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { budgetOverrideText } from '#shared/present/override-text.ts';
import { Tag } from '../../ui/notes.tsx';

/** Marks a run that a person let spend more than was set for it. */
export function BudgetOverrideTag({ given }: { given: RunSummary['budget_overridden'] }) {
  return given === null ? null : (
    <Tag title={`Budget ${budgetOverrideText(given)}`}>budget overridden</Tag>
  );
}
