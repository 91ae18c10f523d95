import type { Language } from '../conventions.ts';
import type { Form } from '../forms.ts';
import { shapeCsharp } from './csharp.ts';
import { plainNames } from './doc-types.ts';
import { applyDocblocks } from './docblocks.ts';
import { shapeGo } from './go.ts';
import { shapeJava } from './java.ts';
import { shapeRust } from './rust.ts';
import { shapeC } from './shape-c.ts';
import { shapeBash } from './shape-bash.ts';
import { shapePhp } from './shape-php.ts';
import { shapeRuby } from './shape-ruby.ts';
import { shapeJavascript } from './shape-javascript.ts';

/**
 * Turns what a grammar can only show piece by piece into the forms the lowering takes, for the
 * languages that need it.
 */
export function shapeForms(root: Form, text: string, language: Language): Form {
  switch (language.id) {
    case 'c':
    case 'cpp':
      return shapeC(root, text, language.id === 'cpp');
    case 'bash':
      return shapeBash(root, text);
    case 'php':
      return shapePhp(root, text);
    case 'ruby':
      return shapeRuby(root, text);
    case 'go':
      return shapeGo(root, text);
    case 'rust':
      return shapeRust(root, text);
    case 'java':
      return shapeJava(root, text);
    case 'csharp':
      return shapeCsharp(root, text);
    case 'javascript':
      shapeJavascript(root, text);
      return applyDocblocks(root, { text, namesIn: () => plainNames });
    case 'typescript':
    case 'tsx':
      shapeJavascript(root, text);
      return root;
    default:
      return root;
  }
}
