import { readFileSync, writeFileSync } from 'node:fs';
import { readProcFile } from './proc-stat.ts';

const ROOT = '/sys/fs/cgroup';

/** Whether one of the control groups of a process is frozen, in either version of them. */
export function isFrozen(pid: number): boolean {
  return groupsOf(pid).some(({ controllers, path }) =>
    controllers === 'freezer'
      ? read(`${ROOT}/freezer${path}/freezer.state`).startsWith('FR')
      : controllers === '' && /^frozen 1$/m.test(read(`${ROOT}${path}/cgroup.events`)),
  );
}

/** Lets a frozen process go on, where this user may: in version 1 it could not even be killed. */
export function thaw(pid: number): void {
  for (const { controllers, path } of groupsOf(pid)) {
    if (controllers !== 'freezer' || path === '/') continue;
    try {
      writeFileSync(`${ROOT}/freezer${path}/freezer.state`, 'THAWED', { flag: 'r+' });
    } catch {
      // It belongs to another user: the process is reported as one that could not be killed.
    }
  }
}

function groupsOf(pid: number): { controllers: string; path: string }[] {
  const lines = readProcFile(pid, 'cgroup')?.split('\n') ?? [];
  return lines.flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    return controllers === undefined || path === undefined ? [] : [{ controllers, path }];
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
