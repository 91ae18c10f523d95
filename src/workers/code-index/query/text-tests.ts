import type { PatternNode } from './read-patterns.ts';

/** Whether a captured node's text will do. */
export type TextTest = (text: string) => boolean;

/**
 * The predicates of a pattern as tests by capture name; null when one compares captures with each
 * other, or refers to a capture that is not simply there once.
 */
export function compileTests(pattern: PatternNode): ReadonlyMap<string, TextTest> | null {
  const tests = new Map<string, TextTest[]>();
  for (const { name, values } of collectPredicates(pattern)) {
    const [subject, ...operands] = values;
    if (subject?.isCapture !== true || operands.some(({ isCapture }) => isCapture)) return null;
    if (!standsOnce(pattern, subject.text)) return null;
    const test = textTest(
      name,
      operands.map(({ text }) => text),
    );
    if (test === null) return null;
    tests.set(subject.text, [...(tests.get(subject.text) ?? []), test]);
  }
  return new Map(
    [...tests].map(([name, all]) => [name, (text) => all.every((test) => test(text))]),
  );
}

function collectPredicates(node: PatternNode): PatternNode['predicates'] {
  return [...node.predicates, ...node.children.flatMap(collectPredicates)];
}

/** Whether exactly one node has the capture and is there in every match. */
function standsOnce(pattern: PatternNode, capture: string): boolean {
  let count = 0;
  const visit = (node: PatternNode, isSure: boolean): void => {
    const isSureHere = isSure && node.quantifier === '';
    if (node.captures.includes(capture)) count += isSureHere && node.is !== 'either' ? 1 : 2;
    for (const child of node.children) visit(child, isSureHere && node.is !== 'either');
  };
  visit(pattern, true);
  return count === 1;
}

function textTest(name: string, operands: readonly string[]): TextTest | null {
  const [first = ''] = operands;
  switch (name) {
    case '#eq?':
      return (text) => text === first;
    case '#not-eq?':
      return (text) => text !== first;
    case '#match?':
    case '#not-match?': {
      const expression = new RegExp(first);
      return (text) => expression.test(text) === (name === '#match?');
    }
    case '#any-of?':
    case '#not-any-of?': {
      const known = new Set(operands);
      return (text) => known.has(text) === (name === '#any-of?');
    }
    default:
      return null;
  }
}
