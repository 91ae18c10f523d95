import type { Form } from '../forms.ts';
import { readingAs } from '../own-text.ts';
import { formAt, nameAt, withRole } from './edit-form.ts';

/** What the names of a PHP file mean: its namespace and its `use` declarations. */
export interface PhpNames {
  namespace: string;
  /** Aliases of classes and namespaces, to whole names without the leading backslash. */
  aliases: ReadonlyMap<string, string>;
}

/** Reads the namespace and the `use` declarations of a file. */
export function readPhpNames(root: Form, text: string): PhpNames {
  const aliases = new Map<string, string>();
  let namespace = '';
  for (const form of root.children) {
    if (form.kind === 'package') namespace = plain(form.children[0], text);
    if (form.kind !== 'import') continue;
    for (const { whole, local } of importedNames(form, text)) aliases.set(local, whole);
  }
  return { namespace, aliases };
}

function plain(form: Form | undefined, text: string): string {
  return form === undefined ? '' : text.slice(form.start, form.end).replace(/^\\/, '');
}

function importedNames(form: Form, text: string): { whole: string; local: string; item: Form }[] {
  const source = plain(
    form.children.find((child) => child.role === 'source'),
    text,
  );
  return form.children
    .filter((child) => child.kind === 'item')
    .map((item) => {
      const written = plain(
        item.children.find((child) => child.role === 'name'),
        text,
      );
      const alias = item.children.find((child) => child.role === 'alias');
      const whole = source === '' ? written : `${source}\\${written}`;
      const last = whole.slice(whole.lastIndexOf('\\') + 1);
      return { whole, local: alias === undefined ? last : plain(alias, text), item };
    });
}

/** `use A\B\C as D` imports C from A\B, each name by itself. */
export function shapePhpImport(form: Form, text: string): Form[] {
  return importedNames(form, text).map(({ whole, local, item }) => {
    const cut = whole.lastIndexOf('\\');
    const source = withRole(nameAt(item, cut < 0 ? '\\' : whole.slice(0, cut)), 'source');
    const name = withRole(nameAt(item, whole.slice(cut + 1)), 'name');
    const alias = withRole(nameAt(item, local), 'alias');
    return formAt(form, 'import', [source, formAt(item, 'item', [name, alias])]);
  });
}

/** A name with backslashes as the whole name it means, read like an import where it stands. */
export function shapeQualifiedName(form: Form, names: PhpNames, text: string): Form {
  return withRole(
    readingAs(formAt(form, 'whole_name'), wholeName(text.slice(form.start, form.end), names)),
    form.role,
  );
}

/** The form of a class's name in a docblock: plain as it is, with backslashes as a whole name. */
export function docName(written: string, at: Form, names: PhpNames): Form {
  return written.includes('\\')
    ? readingAs(formAt(at, 'whole_name'), wholeName(written, names))
    : nameAt(at, written);
}

function wholeName(written: string, { namespace, aliases }: PhpNames): string {
  if (written.startsWith('\\')) return written.slice(1);
  const inside = (rest: string): string => (namespace === '' ? rest : `${namespace}\\${rest}`);
  const cut = written.indexOf('\\');
  const [first, rest] = [written.slice(0, cut), written.slice(cut + 1)];
  if (first === 'namespace') return inside(rest);
  const alias = aliases.get(first);
  return alias === undefined ? inside(written) : `${alias}\\${rest}`;
}
