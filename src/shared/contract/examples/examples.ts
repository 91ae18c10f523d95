import type { ServiceName, services } from '../contract.ts';
import { codeIndexExamples } from './code-index.ts';
import type { ExamplesOf } from './examples-of.ts';
import { pasExamples } from './pas.ts';
import { plmsExamples } from './plms.ts';

export const EXAMPLES: { [S in ServiceName]: ExamplesOf<(typeof services)[S]['contract']> } = {
  pas: pasExamples,
  plms: plmsExamples,
  rag: codeIndexExamples,
};
