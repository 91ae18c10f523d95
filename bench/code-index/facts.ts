import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { readCall } from '../../src/core/code-index/call-site.ts';
import { type FileFacts, Op, Origin } from '../../src/core/code-index/facts.ts';
import { lowerFile } from '../../src/core/code-index/lower/lower-file.ts';
import { findLanguages } from '../../src/workers/code-index/find-languages.ts';
import { loadLanguage } from '../../src/workers/code-index/load-language.ts';
import { readForms } from '../../src/workers/code-index/read-forms.ts';

/** Prints what the lowering makes of files, to be read beside their text: `node bench/code-index/facts.ts FILE…`. */
const OPERATIONS = new Map<number, string>(Object.entries(Op).map(([name, code]) => [code, name]));
const ORIGINS = new Map<number, string>(Object.entries(Origin).map(([name, code]) => [code, name]));

function printFacts(facts: FileFacts): void {
  const text = (id: number): string => (id < 0 ? '' : (facts.strings[id] ?? '?'));
  const variable = (id: number): string =>
    id < 0 ? '_' : `v${id}:${(ORIGINS.get(facts.origins[id] ?? 0) ?? '').slice(0, 3)}`;
  for (const [index, symbol] of facts.symbols.entries())
    console.log(
      `symbol ${index} ${symbol.kind} ${symbol.path} [${symbol.line}:${symbol.column}-${symbol.endLine}] in ${symbol.parent}`,
    );
  for (const [index, object] of facts.objects.entries())
    console.log(
      `object ${index} ${object.kind} ${object.key} ${variable(object.variable)}`,
      object.function ?? object.class ?? '',
    );
  for (const [index, fact] of facts.imports.entries()) console.log(`import ${index}`, fact);
  for (let at = 0; at < facts.code.length; at += 4) {
    const [operation = 0, a = 0, b = 0, c = 0] = facts.code.subarray(at, at + 4);
    const name = OPERATIONS.get(operation) ?? '?';
    switch (operation) {
      case Op.load:
        console.log(`${variable(a)} <- ${variable(b)}.${text(c)}`);
        break;
      case Op.store:
        console.log(`${variable(a)}.${text(b)} <- ${variable(c)}`);
        break;
      case Op.free:
      case Op.text:
        console.log(`${variable(a)} <- ${name} '${text(b)}'`);
        break;
      case Op.alloc:
      case Op.import:
        console.log(`${variable(a)} <- ${name} ${b}`);
        break;
      case Op.super:
        console.log(`${variable(a)} <- super of object ${b} for ${variable(c)}`);
        break;
      case Op.call: {
        const site = readCall(facts.calls, b);
        const callee =
          site.callee >= 0
            ? variable(site.callee)
            : `${variable(site.receiver)}.${text(site.property)}`;
        const given = [
          ...site.arguments.map(
            (argument) => (argument.isSpread ? '*' : '') + variable(argument.variable),
          ),
          ...site.keywords.map(
            (keyword) =>
              `${keyword.name < 0 ? '**' : text(keyword.name)}=${variable(keyword.variable)}`,
          ),
        ];
        console.log(
          `${variable(a)} <- ${site.isNew ? 'new ' : ''}${callee}(${given.join(', ')}) in symbol ${site.caller}, line ${site.line}${site.isImplied ? ', implied' : ''}`,
        );
        break;
      }
      default:
        console.log(`${name} ${variable(a)}, ${variable(b)}, ${variable(c)}`);
    }
  }
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
  const text = readFileSync(file, 'utf8');
  const root = readForms(await loadLanguage(folder), text);
  if (root === null) console.error(`${file} cannot be parsed.`);
  else
    printFacts(
      lowerFile({
        path: file,
        language: folder.conventions,
        text,
        root,
        moduleName: '',
        packageName: '',
      }),
    );
}
