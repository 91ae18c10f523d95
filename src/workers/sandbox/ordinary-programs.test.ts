import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_LIMITS } from '#shared/command-limits.ts';
import { confine } from './confine.ts';
import { buildEnvironment, readHostEnvironment } from './environment.ts';
import { locateProgram } from './locate-program.ts';
import { runCommand } from './run-command.ts';

// `npm run torture -- programs`: all of them; otherwise only what takes a second.
const isLong = process.env['SLIPWAY_PROGRAMS'] !== undefined;

interface Program {
  name: string;
  /** Not there: nothing to show. */
  needs: string;
  files: Record<string, string>;
  /** A line of bash. */
  run: string;
  prints: RegExp;
  isLong?: boolean;
}

const C_LEAK = `#include <stdlib.h>
int main() { void *volatile lost = malloc(7); lost = 0; return 0; }`;
const C_RACE = `#include <pthread.h>
int shared;
void *work(void *nothing) { shared++; return nothing; }
int main() { pthread_t a, b; pthread_create(&a, 0, work, 0); pthread_create(&b, 0, work, 0);
  pthread_join(a, 0); pthread_join(b, 0); }`;
const C_OVERFLOW = `int main(int count, char **words) { int most = 0x7fffffff; most += count; return most > 0; }`;
const POOLS = `import multiprocessing as m
from multiprocessing import shared_memory
def square(n): return n * n
if __name__ == '__main__':
    for how in ('fork', 'spawn', 'forkserver'):
        with m.get_context(how).Pool(3) as pool: print(how, sum(pool.map(square, range(10))))
    block = shared_memory.SharedMemory(create=True, size=1 << 20); block.close(); block.unlink()
    print('shared')`;
const PLUMBING = `import asyncio, pty, os, socket
a, b = socket.socketpair(); a.send(b'x'); b.recv(1)
server = socket.socket(socket.AF_UNIX); server.bind('/tmp/own'); server.listen()
socket.socket(socket.AF_UNIX).connect('/tmp/own')
pty.openpty()
async def main():
    child = await asyncio.create_subprocess_exec('true'); print(await child.wait())
asyncio.run(main())`;
const NODE = `const test = require('node:test'); const { Worker } = require('node:worker_threads');
test('thread', () => new Promise((done) => new Worker('0', { eval: true }).on('exit', done)));
test('child', () => require('node:child_process').execFileSync('true'));`;
const GO = `package x
import ("net"; "os/exec"; "testing")
func TestX(t *testing.T) {
  if err := exec.Command("true").Run(); err != nil { t.Fatal(err) }
  if _, err := net.Listen("tcp", "127.0.0.1:0"); err != nil { t.Fatal(err) }
}`;
const RUST = `#[test] fn x() { std::thread::spawn(|| {}).join().unwrap();
  assert!(std::process::Command::new("true").status().unwrap().success()); }`;
const JAVA = `public class X { public static void main(String[] words) throws Exception {
  Thread thread = new Thread(() -> System.out.println("thread")); thread.start(); thread.join();
  System.out.println(new ProcessBuilder("true").start().waitFor());
  java.nio.channels.Selector.open().close(); } }`;
const POM =
  '<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version></project>';

const programs: Program[] = [
  {
    name: 'multiprocessing',
    needs: 'python3',
    files: { 'a.py': POOLS },
    run: 'python3 a.py',
    prints: /fork 285\nspawn 285\nforkserver 285\nshared/,
  },
  {
    name: 'sockets, terminals and children of Python',
    needs: 'python3',
    files: { 'a.py': PLUMBING },
    run: 'python3 a.py',
    prints: /^0$/m,
  },
  {
    name: 'node:test',
    needs: 'node',
    files: { 'a.test.js': NODE },
    run: 'node --test',
    prints: /pass 2/,
  },
  {
    name: 'LeakSanitizer, which traces its own process',
    needs: 'gcc',
    files: { 'a.c': C_LEAK },
    run: 'gcc -fsanitize=address a.c -o a && ! ./a 2>&1',
    prints: /detected memory leaks[^]*7 byte\(s\) leaked/,
  },
  {
    name: 'ThreadSanitizer',
    needs: 'gcc',
    files: { 'a.c': C_RACE },
    run: 'gcc -fsanitize=thread a.c -o a && ! ./a 2>&1',
    prints: /data race/,
    isLong: true,
  },
  {
    name: 'UndefinedBehaviorSanitizer',
    needs: 'gcc',
    files: { 'a.c': C_OVERFLOW },
    run: 'gcc -fsanitize=undefined a.c -o a && ./a 2>&1',
    prints: /signed integer overflow/,
    isLong: true,
  },
  {
    name: 'pytest',
    needs: 'pytest',
    files: { 'test_a.py': 'def test_a(tmp_path):\n  (tmp_path / "x").write_text("x")\n' },
    run: 'python3 -m pytest -q',
    prints: /1 passed/,
    isLong: true,
  },
  {
    name: 'go test',
    needs: 'go',
    files: { 'go.mod': 'module x\n\ngo 1.18\n', 'a_test.go': GO },
    run: 'go test ./...',
    prints: /^ok\s+x/m,
    isLong: true,
  },
  {
    name: 'cargo test',
    needs: 'cargo',
    files: {
      'Cargo.toml': '[package]\nname = "x"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/lib.rs': RUST,
    },
    run: 'cargo test --offline',
    prints: /1 passed/,
    isLong: true,
  },
  {
    name: 'the JVM',
    needs: 'java',
    files: { 'X.java': JAVA },
    run: 'java X.java',
    prints: /thread\n0/,
    isLong: true,
  },
  {
    name: 'Maven',
    needs: 'mvn',
    files: { 'pom.xml': POM },
    run: 'mvn -o validate',
    prints: /BUILD SUCCESS/,
    isLong: true,
  },
  {
    name: 'make with jobs',
    needs: 'make',
    files: { Makefile: 'all: a b\na b:\n\t@echo made $@\n' },
    run: 'make -j2',
    prints: /made a/,
    isLong: true,
  },
];

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-programs-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const host = readHostEnvironment();
const here = programs.filter(
  (each) => (isLong || each.isLong !== true) && locateProgram(each.needs, '/', host.path) !== null,
);

describe('the sandbox breaks nothing ordinary', () => {
  it.each(here)('$name', async ({ files, run, prints }) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    const scratch = { home: '/tmp/home', tmp: '/tmp' };
    const confined = await confine({
      host,
      cwd,
      stand: null,
      confinement: { driver: 'bubblewrap', writable: [cwd], readable: [], network: false },
      scratch,
      temporaryMb: COMMAND_LIMITS.temporaryMb,
    });
    if (confined.kind === 'impossible') throw new Error(confined.why);
    const { end, combined } = await runCommand({
      argv: [...confined.argv, '/bin/bash', '-c', run],
      cwd,
      env: buildEnvironment({
        host,
        cwd,
        tree: cwd,
        dependencies: [],
        scratch,
        marker: 'programs',
        extra: {},
      }),
      filter: confined.filter,
      written: [cwd],
      marker: 'programs',
      limits: { ...COMMAND_LIMITS, wallMs: 1_800_000, cpuSeconds: 3_600 },
      signal: new AbortController().signal,
      onStart: () => {},
      onLine: () => {},
    });
    expect(combined).toMatch(prints);
    expect(end).toMatchObject({ kind: 'exited' });
  });
});
