import type { Language } from '../conventions.ts';
import { type FileFacts, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import { storeMembers } from './class-body.ts';
import { applyPendingBases } from './extensions.ts';
import { evaluateForm } from './expressions.ts';
import { FactsBuilder } from './facts-builder.ts';
import { childOfKind, part, textOf } from './form-parts.ts';
import { type Lowering, runAll } from './lowering.ts';
import { moduleSystems } from '../modules/module-systems.ts';
import { defineNamespace, hasNamespaces, openNamespaces } from './namespaces.ts';
import { type Frame, openScope, type Scope } from './scope.ts';
import { readStarNames } from './star-names.ts';
import { runForm } from './statements.ts';
import { shapeForms } from '../shape/shape-forms.ts';
import { DEEPEST } from './deepest.ts';
import { surveyScopes } from './survey.ts';

export interface LowerInput {
  path: string;
  language: Language;
  text: string;
  root: Form;
  moduleName: string;
  /** The package wider than the file, as the module system names it; '' for none. */
  packageName: string;
}

/**
 * Turns a file's forms into its facts. Names are resolved, calls and values numbered; nothing
 * outside the file is looked at.
 */
export function lowerFile(input: LowerInput): FileFacts {
  const root = shapeForms(input.root, input.text, input.language);
  const lowering = openLowering({ ...input, root });
  const placed = placeFile(input, root);
  lowering.names.namespace = placed.namespace;
  openNamespaces(lowering, placed.namespace);
  defineNamespace(lowering, root);
  runAll(lowering, root.children);
  storeMembers(lowering, lowering.scope);
  applyPendingBases(lowering);
  const starNames = input.language.id === 'python' ? readStarNames(root, input.text) : undefined;
  return lowering.facts.finish({
    path: input.path,
    language: input.language.id,
    lines: countLines(input.text),
    module: placed.module,
    package: placed.package,
    ...(starNames === undefined ? {} : { starNames }),
  });
}

/** The module and package of a file, by its path and by what it declares. */
function placeFile(
  input: LowerInput,
  root: Form,
): { module: string; package: string; namespace: string } {
  const system = moduleSystems[input.language.modules];
  const namespace = declaredPackage(root, input.text).replaceAll(/\s/g, '');
  const wider = system.packageName?.(input.path, namespace) ?? '';
  const isNamed = hasNamespaces(input.language) && namespace !== '';
  return {
    module: isNamed ? namespace : input.moduleName,
    package: wider || input.packageName,
    namespace,
  };
}

function openLowering(input: LowerInput): Lowering {
  const { text, language, root } = input;
  const facts = new FactsBuilder();
  const survey = surveyScopes(root, text, language);
  const scope = openModule(facts, input, survey.scopes.get(root));
  let depth = 0;
  const lowering: Lowering = {
    facts,
    text,
    language,
    scope,
    frame: scope.frame,
    names: { survey, namespace: '', hasStaticStars: hasStaticStars(root), free: new Map() },
    statement: { isTypeOnly: false, decorators: [], blockValue: -1 },
    pending: { bases: [], members: [] },
    evaluate: (form) => {
      if (depth >= DEEPEST) return -1;
      depth++;
      const value = evaluateForm(lowering, form);
      depth--;
      return value;
    },
    run: (form) => {
      if (depth >= DEEPEST) return;
      depth++;
      runForm(lowering, form);
      depth--;
    },
  };
  return lowering;
}

function hasStaticStars(root: Form): boolean {
  return root.children.some(
    (child) =>
      child.kind === 'import' &&
      child.flags.includes('static') &&
      child.children.some(({ kind }) => kind === 'star'),
  );
}

function openModule(
  facts: FactsBuilder,
  input: LowerInput,
  names: Scope['names'] | undefined,
): Scope {
  if (names === undefined) throw new Error('the survey covers the module');
  const symbol = facts.symbol(
    {
      name: input.moduleName.slice(input.moduleName.lastIndexOf('.') + 1),
      kind: 'module',
      line: 1,
      column: 0,
      startLine: 1,
      endLine: Math.max(1, input.root.endLine),
      parent: -1,
      signature: '',
    },
    '',
  );
  const variable = facts.variable(Origin.scope);
  facts.object({ kind: 'module', symbol, key: '', variable });
  const frame: Frame = {
    symbol,
    result: -1,
    yields: -1,
    self: -1,
    owner: null,
    parent: null,
    journal: [],
  };
  const scope = openScope('module', { parent: null, frame, names }, symbol);
  scope.holder.object = 0;
  scope.holder.variable = variable;
  return scope;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.endsWith('\n') ? lines - 1 : lines;
}

/** The package a file declares, as written; '' when it declares none. */
export function declaredPackage(root: Form, text: string): string {
  const form = childOfKind(root, 'package');
  const name = form === undefined ? undefined : part(form, 'name');
  return name === undefined ? '' : textOf(text, name);
}
