// The static gates: name, argv and what a failure means. `npm run check`, `npm test` and the
// self-test share them.
import path from 'node:path';

/** The gates as run in a checkout at `root` with the given Node. */
export function gates(root, node) {
  const bin = (name) => path.join(root, 'node_modules', '.bin', name);
  return [
    { name: 'format', argv: [node, bin('oxfmt'), '--check', '.'] },
    { name: 'lint', argv: [node, bin('oxlint'), '--deny-warnings'] },
    // From scratch: an incremental build of TypeScript 7.0.2 can lose an error of a dependent
    // project. One checker: each more reads and checks the libraries anew, at twice the work.
    { name: 'types', argv: [node, bin('tsc'), '-b', '--force', '--checkers', '1'] },
    { name: 'openapi', argv: [node, path.join(root, 'scripts/openapi.ts'), '--check'] },
    { name: 'knip', argv: [node, bin('knip'), '--no-progress'] },
    { name: 'knip production', argv: [node, bin('knip'), '--production', '--no-progress'] },
    { name: 'house', argv: [node, path.join(root, 'scripts/house.mjs')] },
  ];
}
