import type { PlanTemplate } from './template.ts';

export const narrativeSummary: PlanTemplate = {
  name: 'narrative-summary',
  title: 'Narrative summary',
  goal: 'A readable summary of a set of documents, with a source for every statement.',
  functional: [
    { text: 'Collect the documents and split them into passages that can be cited', details: [] },
    {
      text: 'Write a summary of at most two pages in plain language',
      details: ['one idea per paragraph', 'a source after every statement'],
    },
    { text: 'Check that every cited passage exists and supports its statement', details: [] },
    { text: 'Summarise open questions and contradictions in a list of their own', details: [] },
  ],
  nonFunctional: ['Reading level at most grade 12 (Flesch–Kincaid)'],
  successCriteria: [
    'Every statement has a source',
    'A reader who knows none of the documents can follow it',
  ],
  risks: ['Documents that contradict each other', 'Statements that no passage supports'],
};
