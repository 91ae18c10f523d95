import type { ObjectFact } from '../facts.ts';
import type { LoadedFile } from './loaded-file.ts';

/**
 * What other files can see of a definition without following values: the parameters and flags
 * of a function, the members of a class, the names of a module. When it changes, whoever looked at
 * it is solved again.
 */
export function outlineOf(file: LoadedFile, index: number): string {
  const object = file.facts.objects[index];
  if (object === undefined) return '';
  const symbol = object.symbol < 0 ? '' : 's';
  return `${object.kind}${symbol}${functionOutline(object)}${
    file.passedThrough.parameters.get(index)?.join() ?? ''
  }${classOutline(object)}${index === 0 ? moduleOutline(file) : ''}`;
}

function functionOutline({ function: fact }: ObjectFact): string {
  if (fact === undefined) return '';
  const flags = [
    fact.self >= 0,
    fact.isStatic,
    fact.isClassMethod,
    fact.isGetter,
    fact.isSetter,
    fact.isConstructor,
    fact.isAbstract,
    fact.isArrow,
    fact.owner >= 0,
  ];
  const bits = flags.reduce((sum, flag) => sum * 2 + (flag ? 1 : 0), 0);
  const parameters = fact.parameters.map(
    ({ name, kind, expects, expectsThis }) =>
      `${kind} ${name}${expects ?? ''}${expectsThis === true ? 'this' : ''}`,
  );
  return `${bits}(${parameters.join(',')})`;
}

function classOutline({ class: fact }: ObjectFact): string {
  if (fact === undefined) return '';
  const flags = (fact.isInterface ? 2 : 0) + (fact.isAbstract ? 1 : 0);
  return `${flags}:${fact.bases.map(({ isBefore }) => (isBefore === true ? 1 : 0)).join('')}<${fact.typeParameters.join(',')}>{${fact.members.join(',')}}${fact.declaredFields?.join(',') ?? ''}`;
}

function moduleOutline(file: LoadedFile): string {
  const stars = file.module.stars.map((star) => file.facts.imports[star]?.source ?? '');
  const names = [...file.module.slots].toSorted((one, other) => one - other);
  const forwards = [...file.module.forwards]
    .toSorted(([one], [other]) => one - other)
    .map(([slot, index]) => {
      const fact = file.facts.imports[index];
      return `${slot} ${fact?.source ?? ''} ${fact?.name ?? ''}`;
    });
  return `${file.facts.package}|${names.join(',')}|${stars.join(',')}|${file.facts.starNames?.join(',') ?? '*'}|${forwards.join(',')}`;
}
