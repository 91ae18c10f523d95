import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Serves one package as npm's registry does, and prints each path that is asked for. */
const PROGRAM = `
const [folder, name] = process.argv.slice(1);
const { readFileSync } = require('node:fs');
const file = readFileSync(folder + '/package.tgz');
const server = require('node:http').createServer((request, answer) => {
  console.log(request.url);
  const port = server.address().port;
  if (request.url === '/' + name) {
    const dist = { tarball: 'http://localhost:' + port + '/' + name + '/-/' + name + '-1.0.0.tgz' };
    const version = { name, version: '1.0.0', dist, hasInstallScript: true };
    const versions = { '1.0.0': version };
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ name, versions, 'dist-tags': { latest: '1.0.0' } }));
  } else if (request.url.endsWith('.tgz')) answer.end(file);
  else answer.writeHead(404).end('{}');
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

export interface Registry {
  address: string;
  port: number;
  /** Paths that were asked for. */
  asked: string[];
  stop(): Promise<void>;
}

/** A registry of one package, in a process of its own; its install script would leave a file. */
export async function startRegistry(name: string): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  mkdirSync(join(folder, 'package'));
  const manifest = { name, version: '1.0.0', scripts: { postinstall: 'touch script-has-run' } };
  writeFileSync(join(folder, 'package/package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package/index.js'), 'module.exports = 42;\n');
  execFileSync('tar', ['-czf', 'package.tgz', 'package'], { cwd: folder });
  const child: ChildProcess = spawn(process.execPath, ['-e', PROGRAM, folder, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('it prints its port');
  const lines = createInterface({ input: child.stdout });
  const [port] = (await once(lines, 'line')) as [string];
  const asked: string[] = [];
  lines.on('line', (line) => asked.push(line));
  return {
    address: `http://localhost:${port}/`,
    port: Number(port),
    asked,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
