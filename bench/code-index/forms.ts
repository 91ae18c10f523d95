import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Form } from '#core/code-index/forms.ts';
import { findLanguages } from '../../src/workers/code-index/find-languages.ts';
import { loadLanguage } from '../../src/workers/code-index/load-language.ts';
import { readForms } from '../../src/workers/code-index/read-forms.ts';

/**
 * Prints the form tree of files, to see what a language's query makes of them:
 * `node bench/code-index/forms.ts FILE…`; `--syntax` prints the grammar's own tree instead.
 */
function printForm(form: Form, text: string, indent: number): void {
  const variant = form.variant === '' ? '' : `.${form.variant}`;
  const role = form.role === '' ? '' : `${form.role}: `;
  const flags = form.flags.map((flag) => ` !${flag}`).join('');
  const inside = text.slice(form.start, form.end).replaceAll(/\s+/g, ' ');
  const shown = inside.length > 60 ? `${inside.slice(0, 59)}…` : inside;
  console.log(
    `${'  '.repeat(indent)}${role}${form.kind}${variant}${flags}  [${form.line}:${form.column}] ${shown}`,
  );
  for (const child of form.children) printForm(child, text, indent + 1);
}

const isSyntax = process.argv.includes('--syntax');
const languages = findLanguages();
for (const file of process.argv.slice(2).filter((argument) => !argument.startsWith('--'))) {
  const folder = languages.find(({ conventions }) =>
    conventions.extensions.includes(extname(file)),
  );
  if (folder === undefined) {
    console.error(`No language has the extension of ${file}.`);
    process.exitCode = 1;
    continue;
  }
  const text = readFileSync(file, 'utf8');
  const language = await loadLanguage(folder);
  if (isSyntax) {
    console.log(language.parser.parse(text)?.rootNode.toString());
    continue;
  }
  const form = readForms(language, text);
  if (form === null) console.error(`${file} cannot be parsed.`);
  else printForm(form, text, 0);
}
