import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessLimits } from '#shared/messages/job.ts';
import { tooManyTasks, tooMuchMemory, type Excess } from './excess.ts';

/** The kernel's own limits of memory and processes for one command, beside what is watched. */
export interface ControlGroup {
  /** Folders of the group; a process joins by writing its id to `cgroup.procs` of each. */
  folders: readonly string[];
  /** What the group refused its members, once they are gone. */
  excess(): Promise<Excess | null>;
  remove(): Promise<void>;
}

/** One folder where groups may be made, and the names of its files. */
interface Place {
  parent: string;
  settings: Readonly<Record<string, string>>;
  /** Which file and line counts what was refused. */
  counters: readonly { file: string; line: RegExp; excess: Excess }[];
}

const ROOT = '/sys/fs/cgroup';
const PREFIX = 'slipway';
const REMOVE_TRIES = 20;
const REMOVE_WAIT_MS = 25;
let count = 0;

/** null where this user may make no groups; then the tree is only watched. */
export async function openControlGroup(limits: ProcessLimits): Promise<ControlGroup | null> {
  const places = await findPlaces(limits);
  const made: { folder: string; place: Place }[] = [];
  for (const place of places) {
    await removeAbandoned(place.parent);
    const folder = join(place.parent, `${PREFIX}.${process.pid}.${(count += 1)}`);
    if (await makeGroup(folder, place)) made.push({ folder, place });
  }
  if (made.length === 0) return null;
  return {
    folders: made.map((each) => each.folder),
    async excess() {
      const found = await Promise.all(made.map(({ folder, place }) => refusedIn(folder, place)));
      return found.find((each) => each !== null) ?? null;
    },
    async remove() {
      await Promise.all(made.map(({ folder }) => removeGroup(folder)));
    },
  };
}

async function findPlaces(limits: ProcessLimits): Promise<Place[]> {
  const own = (await read('/proc/self/cgroup')).split('\n');
  const places = own.flatMap((line): Place[] => {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const at = (parent: string): Place[] => [placeOf(parent, controllers.split(','), limits)];
    if (controllers === '') return [...at(join(ROOT, path)), ...at(join(ROOT, dirname(path)))];
    return /(?:^|,)(?:memory|pids)(?:,|$)/.test(controllers)
      ? at(join(ROOT, controllers, path))
      : [];
  });
  const usable = await Promise.all(places.map(isUsable));
  const found = places.filter((_, at) => usable[at]);
  const unified = found.find((each) => 'memory.max' in each.settings);
  return unified === undefined ? found : [unified];
}

/** `controllers` is empty for the one tree of version 2, which holds all of them. */
function placeOf(parent: string, controllers: readonly string[], limits: ProcessLimits): Place {
  const bytes = String(limits.memoryMb * 1_048_576);
  const isUnified = controllers.join('') === '';
  const has = (name: string): boolean => isUnified || controllers.includes(name);
  const memoryFile = isUnified ? 'memory.max' : 'memory.limit_in_bytes';
  const memoryEvents = isUnified ? 'memory.events' : 'memory.oom_control';
  return {
    parent,
    settings: {
      ...(has('memory') ? { [memoryFile]: bytes } : {}),
      ...(has('pids') ? { 'pids.max': String(limits.tasks) } : {}),
    },
    counters: [
      { file: memoryEvents, line: /^oom_kill ([1-9]\d*)$/m, excess: tooMuchMemory(limits) },
      { file: 'pids.events', line: /^max ([1-9]\d*)$/m, excess: tooManyTasks(limits) },
    ],
  };
}

async function isUsable({ parent, settings }: Place): Promise<boolean> {
  if ('memory.max' in settings) {
    const given = (await read(join(parent, 'cgroup.subtree_control'))).trim().split(' ');
    if (!given.includes('memory') || !given.includes('pids')) return false;
  }
  return access(join(parent, 'cgroup.procs'), constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function makeGroup(folder: string, { settings }: Place): Promise<boolean> {
  try {
    await mkdir(folder);
  } catch {
    return false;
  }
  try {
    for (const [name, value] of Object.entries(settings)) {
      await writeFile(join(folder, name), value, { flag: 'r+' });
    }
    return true;
  } catch {
    await removeGroup(folder);
    return false;
  }
}

async function refusedIn(folder: string, { counters }: Place): Promise<Excess | null> {
  for (const { file, line, excess } of counters) {
    if (line.test(await read(join(folder, file)))) return excess;
  }
  return null;
}

/** The kernel lets a group go some moments after its last process ended. */
async function removeGroup(folder: string): Promise<void> {
  for (let tries = 0; tries < REMOVE_TRIES; tries += 1) {
    const code = await rmdir(folder).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (code !== 'EBUSY') return;
    await wait(REMOVE_WAIT_MS);
  }
}

/** Groups of an engine that was killed. */
async function removeAbandoned(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const [prefix, owner] = basename(name).split('.');
    if (prefix !== PREFIX || owner === undefined || isAlive(Number(owner))) continue;
    await rmdir(join(parent, name)).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
