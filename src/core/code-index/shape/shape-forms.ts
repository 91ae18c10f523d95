import type { Language } from '../conventions.ts';
import type { Form } from '../forms.ts';
import { shapeC } from './shape-c.ts';

/** Turns what a grammar can only show piece by piece into the forms the lowering knows, for the languages that need it. */
export function shapeForms(root: Form, text: string, language: Language): Form {
  switch (language.id) {
    case 'c':
    case 'cpp':
      return shapeC(root, text, language.id === 'cpp');
    default:
      return root;
  }
}
