import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { readCall } from '../../src/core/code-index/testing/read-call.ts';
import { type FileFacts, Op, Origin } from '../../src/core/code-index/facts.ts';
import { lowerFile } from '../../src/core/code-index/lower/lower-file.ts';
import { findLanguages } from '../../src/workers/code-index/find-languages.ts';
import { loadLanguage } from '../../src/workers/code-index/load-language.ts';
import { readForms } from '../../src/workers/code-index/read-forms.ts';

/**
 * Prints what the lowering makes of files, to be read beside their text: `node
 * bench/code-index/facts.ts FILE…`.
 */
const OPERATIONS = new Map<number, string>(Object.entries(Op).map(([name, code]) => [code, name]));
const ORIGINS = new Map<number, string>(Object.entries(Origin).map(([name, code]) => [code, name]));

function text(facts: FileFacts, id: number): string {
  return id < 0 ? '' : (facts.strings[id] ?? '?');
}

function variable(facts: FileFacts, id: number): string {
  const origin = ORIGINS.get(facts.origins[id] ?? 0) ?? '';
  return id < 0 ? '_' : `v${id}:${origin.slice(0, 3)}`;
}

function callLine(facts: FileFacts, target: number, offset: number): string {
  const site = readCall(facts.calls, offset);
  const callee =
    site.callee >= 0
      ? variable(facts, site.callee)
      : `${variable(facts, site.receiver)}.${text(facts, site.property)}`;
  const given = [
    ...site.arguments.map((one) => `${one.isSpread ? '*' : ''}${variable(facts, one.variable)}`),
    ...site.keywords.map(
      (one) => `${one.name < 0 ? '**' : text(facts, one.name)}=${variable(facts, one.variable)}`,
    ),
  ].join(', ');
  const kind = `${site.isNew ? 'new ' : ''}${site.isImplied ? 'implied ' : ''}`;
  return `${variable(facts, target)} <- ${kind}${callee}(${given}) in symbol ${site.caller}, line ${site.line}`;
}

function instructionLine(facts: FileFacts, at: number): string {
  const [operation = 0, a = 0, b = 0, c = 0] = facts.code.subarray(at, at + 4);
  const name = OPERATIONS.get(operation) ?? '?';
  switch (operation) {
    case Op.load:
      return `${variable(facts, a)} <- ${variable(facts, b)}.${text(facts, c)}`;
    case Op.store:
      return `${variable(facts, a)}.${text(facts, b)} <- ${variable(facts, c)}`;
    case Op.free:
    case Op.text:
      return `${variable(facts, a)} <- ${name} '${text(facts, b)}'`;
    case Op.alloc:
    case Op.import:
      return `${variable(facts, a)} <- ${name} ${b}`;
    case Op.super:
      return `${variable(facts, a)} <- super of object ${b} for ${variable(facts, c)}`;
    case Op.call:
      return callLine(facts, a, b);
    default:
      return `${name} ${variable(facts, a)}, ${variable(facts, b)}, ${variable(facts, c)}`;
  }
}

function printFacts(facts: FileFacts): void {
  for (const [index, symbol] of facts.symbols.entries())
    console.log(
      `symbol ${index} ${symbol.kind} ${symbol.path} [${symbol.line}:${symbol.column}-${symbol.endLine}] in ${symbol.parent}`,
    );
  for (const [index, object] of facts.objects.entries())
    console.log(
      `object ${index} ${object.kind} ${object.key} ${variable(facts, object.variable)}`,
      object.function ?? object.class ?? '',
    );
  for (const [index, fact] of facts.imports.entries()) console.log(`import ${index}`, fact);
  for (let at = 0; at < facts.code.length; at += 4) console.log(instructionLine(facts, at));
}

const languages = findLanguages();
for (const file of process.argv.slice(2)) {
  const folder = languages.find(({ conventions }) =>
    conventions.extensions.includes(extname(file)),
  );
  if (folder === undefined) {
    console.error(`No language has the extension of ${file}.`);
    process.exitCode = 1;
    continue;
  }
  const content = readFileSync(file, 'utf8');
  const root = readForms(await loadLanguage(folder), content);
  if (root === null) console.error(`${file} cannot be parsed.`);
  else
    printFacts(
      lowerFile({
        path: file,
        language: folder.conventions,
        text: content,
        root,
        moduleName: '',
        packageName: '',
      }),
    );
}
