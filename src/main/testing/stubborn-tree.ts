/**
 * Says `ready`, ignores SIGTERM, and has a grandchild in a session of its own that does the same.
 */
export const STUBBORN_TREE = `
const { spawn } = require('node:child_process');
process.on('SIGTERM', () => {});
const deaf = "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)";
if (process.argv[2] === 'alone') eval(deaf);
else {
  spawn(process.execPath, ['-e', deaf], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  setInterval(() => {}, 1000);
}
`;
