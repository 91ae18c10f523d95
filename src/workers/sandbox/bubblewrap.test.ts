import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startJob, toolJob } from '../testing/run-job.ts';
import { killRecorded, processIsSame, startTicksOf } from './process-tree.ts';
import { parseProcStat } from './proc-stat.ts';
import { refusedCalls } from './system-call-filter.ts';

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-bwrap-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const runPython = (text: string) => {
  writeFileSync(join(cwd, 'probe.py'), text);
  const confinement = {
    driver: 'bubblewrap',
    writable: [cwd],
    readable: [],
    network: false,
  } as const;
  return startJob(toolJob({ argv: ['python3', 'probe.py'], cwd, confinement })).result;
};

describe('bubblewrap', () => {
  it('keeps .git read-only while the rest of the folder is writable', async () => {
    execFileSync('git', ['init', '-q', cwd]);
    const result = await runPython(`
open('free', 'w').write('x')
for path in ('.git/config', '.git/hooks/post-checkout'):
    try:
        open(path, 'a').write('x'); print('wrote', path)
    except OSError as error:
        print('refused')
import os
try:
    os.rename('.git', '.git2'); print('moved')
except OSError:
    print('refused')
`);
    expect(result).toMatchObject({ outcome: 'succeeded', stdout: 'refused\nrefused\nrefused\n' });
    expect(existsSync(join(cwd, 'free'))).toBe(true);
  });

  it('has a loopback of its own that works', async () => {
    const result = await runPython(`
import socket
s = socket.create_server(('127.0.0.1', 0))
socket.create_connection(s.getsockname(), 2)
print('connected')
`);
    expect(result.stdout).toBe('connected\n');
  });

  it('opens nothing of /proc for writing but what belongs to a process', async () => {
    const result = await runPython(`
import os
print(os.path.exists('/proc/sys/kernel/core_pattern'))
for top in sorted(os.listdir('/proc')):
    path = '/proc/' + top
    if top.isdigit() or os.path.islink(path): continue
    files = [path] if os.path.isfile(path) else [
        os.path.join(at, name) for at, _, names in os.walk(path) for name in names]
    for each in files:
        try:
            os.close(os.open(each, os.O_WRONLY | os.O_NONBLOCK)); print(each)
        except OSError:
            pass
`);
    expect(result.stdout).toBe('True\n');
  });

  it('has a user namespace in which files keep their owner and git works', async () => {
    execFileSync('git', ['init', '-q', cwd]);
    const result = await runPython(`
import os, subprocess
inside, outside, count = open('/proc/self/uid_map').read().split()
print(count, int(inside) == os.getuid() == ${process.getuid?.()})
open('written', 'w').write('x')
print(os.stat('written').st_uid == os.getuid() == os.stat('probe.py').st_uid)
print(subprocess.run(['git', 'status', '--porcelain'], capture_output=True, text=True).stdout)
`);
    expect(result.stdout).toBe('1 True\nTrue\n?? probe.py\n?? written\n\n');
    expect(statSync(join(cwd, 'written')).uid).toBe(process.getuid?.());
  });

  it('refuses by system calls what the filter names, and a user namespace', async () => {
    const calls = refusedCalls(process.arch).join(', ');
    const result = await runPython(`
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    answer = libc.syscall(number, *arguments)
    return errno.errorcode.get(ctypes.get_errno()) if answer == -1 else 'done'
print({call(number, 0, 0, 0, 0, 0) for number in [${calls}]})
print(call(435, 0, 0))
print(libc.unshare(0x10000000))
`);
    expect(result.stdout).toBe("{'EPERM'}\nENOSYS\n-1\n");
  });

  it('gives each of many commands at once a filter of its own', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => runPython("print(open('/proc/self/status').read())")),
    );
    for (const { stdout } of outcomes) expect(stdout).toMatch(/^Seccomp:\t2$/m);
  });

  it('has nothing open but standard input, output and error', async () => {
    const result = await runPython(`
import os
def targets(pid):
    for name in os.listdir(f'/proc/{pid}/fd'):
        try:
            yield int(name), os.readlink(f'/proc/{pid}/fd/{name}')
        except OSError:
            pass
print([each for each in targets('self') if each[0] > 2])
print([where for _, where in targets(1) if where.startswith('/') and where != '/dev/null'])
`);
    expect(result.stdout).toBe('[]\n[]\n');
  });

  it('shows nothing of /etc that not everybody of the machine may read', async () => {
    // What it cannot enter itself it complains about.
    const found = spawnSync('find', ['/etc', '-type', 'f', '!', '-perm', '-o=r']);
    const hidden = found.stdout.toString().trim().split('\n');
    const result = await runPython(`
for path in ${JSON.stringify(hidden)}:
    try:
        if open(path, 'rb').read(1): print(path)
    except OSError:
        pass
print('read')
`);
    expect(hidden).toContain('/etc/shadow');
    expect(result.stdout).toBe('read\n');
  });

  it('shows neither password hashes nor other processes', async () => {
    const result = await runPython(`
import os
try:
    print(len(open('/etc/shadow').read()))
except OSError:
    print(0)
print(sum(name.isdigit() for name in os.listdir('/proc')) < 6)
`);
    expect(result.stdout).toBe('0\nTrue\n');
  });
});

describe.runIf(process.getuid?.() === 0)('as the user root', () => {
  it('says in one sentence that a folder of another user cannot be entered', async () => {
    const home = join(cwd, 'home');
    mkdirSync(join(home, 'repo'), { recursive: true });
    chownSync(home, 4321, 4321);
    chmodSync(home, 0o700);
    const confinement = {
      driver: 'bubblewrap',
      writable: [],
      readable: [],
      network: false,
    } as const;
    const job = toolJob({ argv: ['true'], cwd: join(home, 'repo'), confinement });
    expect(await startJob(job).result).toMatchObject({
      failureClass: 'policy',
      reason: `The command was not run: in the sandbox the user root may not enter “${home}”, which belongs to another user; run Slipway as that user.`,
    });
  });
});

describe('recorded processes', () => {
  it('are ended only when they are still the same process', async () => {
    mkdirSync(join(cwd, 'x'));
    const child = spawn('/bin/sleep', ['600'], { detached: true, stdio: 'ignore' });
    const exited = new Promise<NodeJS.Signals | null>((resolve) =>
      child.on('exit', (_code, signal) => resolve(signal)),
    );
    const pid = child.pid ?? 0;
    const ticks = startTicksOf(pid);
    expect(processIsSame(pid, ticks)).toBe(true);
    expect(await killRecorded(pid, '1')).toBe('gone');
    expect(await killRecorded(pid, null)).toBe('unproven');
    expect(processIsSame(pid, ticks)).toBe(true);
    expect(await killRecorded(pid, ticks)).toBe('killed');
    expect(await exited).toBe('SIGTERM');
    expect(await killRecorded(pid, ticks)).toBe('gone');
  });

  it('are parsed even with odd command names', () => {
    const line = readFileSync('/proc/self/stat', 'utf8').replace(/\(.*\)/, '(a) b (c)');
    expect(parseProcStat(line)).toMatchObject({ pid: process.pid, command: 'a) b (c' });
  });
});
