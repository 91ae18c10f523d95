import { calculatorApi } from './templates/calculator-api.ts';
import { datasetIngestion } from './templates/dataset-ingestion.ts';
import { narrativeSummary } from './templates/narrative-summary.ts';
import type { PlanTemplate } from './templates/template.ts';
import { writePrd } from './write-prd.ts';
import type { PrdInput } from './write-prd.ts';

/** The shipped templates. Adding one is adding an entry. */
export const TEMPLATES: readonly PlanTemplate[] = [
  calculatorApi,
  datasetIngestion,
  narrativeSummary,
];

/**
 * A shipped template by its name or title, whatever the case, spaces or dashes; null when there is
 * none.
 */
export function findTemplate(name: string): PlanTemplate | null {
  const wanted = folded(name);
  return (
    TEMPLATES.find((one) => folded(one.name) === wanted || folded(one.title) === wanted) ?? null
  );
}

/** The PRD of a template for a project of this name. */
export function templatePrd(
  template: PlanTemplate,
  name: string,
  facts: PrdInput['facts'],
): string {
  const { goal, functional, nonFunctional, successCriteria, risks } = template;
  return writePrd({ name, goal, facts, functional, nonFunctional, successCriteria, risks });
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/g, '-');
}
