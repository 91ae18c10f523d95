/** A shipped project: its goal and what a PRD needs besides. */
export interface PlanTemplate {
  name: string;
  title: string;
  goal: string;
  functional: readonly { text: string; details: string[] }[];
  nonFunctional: readonly string[];
  successCriteria: readonly string[];
  risks: readonly string[];
}
