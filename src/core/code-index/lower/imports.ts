import type { Form } from '../forms.ts';
import { hasFlag, part, textOf } from './form-parts.ts';
import { addImport, moduleVariable, SOURCED_BY } from './add-import.ts';
import type { Lowering } from './lowering.ts';
import { assignName } from './patterns.ts';
import { bindingIn, bindVariable } from './scope.ts';
import type { SymbolKind } from '../symbols.ts';
import { addSymbol, enclosingPath } from './symbols.ts';

/** Lowers an import: each imported name becomes a variable that holds what lives at its source. */
export function lowerImport(lowering: Lowering, form: Form): void {
  const sourceForm = part(form, 'source');
  const source = sourceForm === undefined ? '' : sourceText(lowering, sourceForm);
  let hasNames = false;
  for (const child of form.children) {
    if (child.kind === 'item') {
      hasNames = true;
      if (sourceForm === undefined) importModule(lowering, form, child);
      else importItem(lowering, form, { item: child, source });
    } else if (child.kind === 'star') {
      hasNames = true;
      importStar(lowering, form, { star: child, source });
    }
  }
  if (hasNames || sourceForm === undefined) return;
  if (form.kind === 'include') importInto(lowering, form, source);
  else importBare(lowering, form, source);
}

function sourceText(lowering: Lowering, form: Form): string {
  const text = textOf(lowering.text, form);
  const first = text[0];
  return first === '"' || first === "'" || first === '`' || first === '<'
    ? text.slice(1, -1)
    : text;
}

function bind(lowering: Lowering, name: string, variable: number): void {
  if (lowering.scope.names.declared.has(name))
    bindVariable(lowering.facts, bindingIn(lowering.scope, name), variable);
  else assignName(lowering, name, variable);
}

/** A new name that a Python module gives to what it imports is a definition of that module. */
function defineAlias(lowering: Lowering, alias: Form, form: Form, kind: SymbolKind): void {
  const { scope, language } = lowering;
  const isDefining = language.id === 'python' || language.id === 'csharp';
  if (!isDefining || (scope.kind !== 'module' && scope.kind !== 'class')) return;
  addSymbol(lowering, { name: textOf(lowering.text, alias), kind }, form, { nameForm: alias });
}

/** `import a.b.c` binds `a`; `import a.b.c as d` binds the innermost module. */
function importModule(lowering: Lowering, form: Form, item: Form): void {
  const name = part(item, 'name') ?? item;
  const alias = part(item, 'alias');
  const source = textOf(lowering.text, name);
  if (alias !== undefined) {
    defineAlias(lowering, alias, form, 'namespace');
    bind(lowering, textOf(lowering.text, alias), addImport(lowering, form, { source, name: '' }));
    return;
  }
  const dot = source.indexOf('.');
  if (dot < 0) {
    bind(lowering, source, addImport(lowering, form, { source, name: '' }));
    return;
  }
  bindDotted(lowering, form, source);
}

/**
 * `import a.b.c` makes every module on the way a member of the one before, also where the folders
 * hold no module of their own.
 */
function bindDotted(lowering: Lowering, form: Form, source: string): void {
  const { facts } = lowering;
  const steps = source.split('.');
  const [top = source] = steps;
  const earlier = bindingIn(lowering.scope, top).current;
  let holder = addImport(lowering, form, { source: top, name: '' });
  facts.copy(holder, facts.container('object', enclosingPath(lowering)));
  facts.copy(holder, earlier);
  bind(lowering, top, holder);
  for (let at = 1; at < steps.length; at++) {
    const module = addImport(lowering, form, {
      source: steps.slice(0, at + 1).join('.'),
      name: '',
    });
    if (at < steps.length - 1)
      facts.copy(module, facts.container('object', enclosingPath(lowering)));
    facts.store(holder, steps[at] ?? '', module);
    holder = module;
  }
}

/** What the kinds of items import; others import what they name. */
const IMPORTED_NAMES = new Map([
  ['default', 'default'],
  ['namespace', ''],
  ['require', 'export='],
]);

function importItem(lowering: Lowering, form: Form, what: { item: Form; source: string }): void {
  const { item, source } = what;
  const nameForm = part(item, 'name');
  const written =
    nameForm === undefined ? textOf(lowering.text, item) : textOf(lowering.text, nameForm);
  const name = IMPORTED_NAMES.get(item.variant) ?? written;
  const alias = part(item, 'alias');
  const local = alias === undefined ? written : textOf(lowering.text, alias);
  if (alias !== undefined)
    defineAlias(lowering, alias, form, lowering.language.id === 'csharp' ? 'type' : 'variable');
  const variable = addImport(lowering, form, { source, name });
  if (hasFlag(form, 'reexport')) lowering.facts.store(moduleVariable(lowering), local, variable);
  else bind(lowering, local, variable);
}

function importStar(lowering: Lowering, form: Form, what: { star: Form; source: string }): void {
  const alias = part(what.star, 'alias');
  if (alias === undefined) {
    addImport(lowering, form, { source: what.source, name: '*' });
    return;
  }
  const variable = addImport(lowering, form, { source: what.source, name: '' });
  const name = textOf(lowering.text, alias);
  if (hasFlag(form, 'reexport')) lowering.facts.store(moduleVariable(lowering), name, variable);
  else bind(lowering, name, variable);
}

/** An included file's names are names of the including one. */
function importInto(lowering: Lowering, form: Form, source: string): void {
  addImport(lowering, form, { source, name: '*' });
  if (lowering.language.modules !== 'bash') return;
  // A sourced script sees the names of the scripts that source it.
  const sourced = addImport(lowering, form, { source, name: '' });
  lowering.facts.store(sourced, SOURCED_BY, moduleVariable(lowering));
}

function importBare(lowering: Lowering, form: Form, source: string): void {
  addImport(lowering, form, { source, name: '' });
}
