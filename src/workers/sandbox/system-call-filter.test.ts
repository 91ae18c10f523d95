import { describe, expect, it } from 'vitest';
import { buildSystemCallFilter, refusedCalls } from './system-call-filter.ts';

const ARCHITECTURES = { x64: 0xc000_003e, arm64: 0xc000_00b7 };
const I386 = 0x4000_0003;
const CLONE_NEWUSER = 0x1000_0000;
const SIGCHLD = 17;
const ALLOW = 0x7fff_0000;
const EPERM = 0x0005_0001;
const ENOSYS = 0x0005_0026;
const KILL_PROCESS = 0x8000_0000;

interface Call {
  architecture: number;
  number: number;
  /** Low half of the first argument. */
  flags?: number;
}

/** What the kernel does with the program: classic BPF as far as the filter uses it. */
function run(program: Buffer, call: Call): number {
  const data = new Map([
    [0, call.number],
    [4, call.architecture],
    [16, call.flags ?? 0],
  ]);
  let loaded = 0;
  for (let at = 0; at * 8 < program.length; at += 1) {
    const code = program.readUInt16LE(at * 8);
    const k = program.readUInt32LE(at * 8 + 4);
    if (code === 0x06) return k;
    if (code === 0x20) {
      const value = data.get(k);
      if (value === undefined) throw new Error(`nothing lies at ${k}`);
      loaded = value;
      continue;
    }
    const jump = program.readUInt8(at * 8 + (holds(code, loaded, k) ? 2 : 3));
    at += jump;
  }
  throw new Error('the program ran past its end');
}

function holds(code: number, loaded: number, k: number): boolean {
  if (code === 0x15) return loaded === k;
  if (code === 0x35) return loaded >= k;
  if (code === 0x45) return (BigInt(loaded) & BigInt(k)) !== 0n;
  throw new Error(`unknown instruction ${code}`);
}

const machines = [
  { processor: 'x64', clone: 56, unshare: 272, connect: 42, ptrace: 101, keyctl: 250 },
  { processor: 'arm64', clone: 220, unshare: 97, connect: 203, ptrace: 117, keyctl: 219 },
] as const;

describe.each(machines)('the filter of system calls for $processor', (machine) => {
  const program = buildSystemCallFilter(machine.processor) ?? Buffer.alloc(0);
  const architecture = ARCHITECTURES[machine.processor];
  const answer = (number: number, flags = 0): number =>
    run(program, { architecture, number, flags });

  it('refuses keyctl, add_key, request_key, io_uring, userfaultfd, bpf and perf_event_open', () => {
    const refused = refusedCalls(machine.processor);
    expect(refused).toContain(machine.keyctl);
    expect(refused).toHaveLength(9);
    for (const call of refused) expect(answer(call)).toBe(EPERM);
  });

  it('answers ENOSYS to clone3', () => {
    expect(answer(435)).toBe(ENOSYS);
  });

  it('refuses a user namespace by clone and unshare, and nothing else of them', () => {
    for (const call of [machine.clone, machine.unshare]) {
      expect(answer(call, CLONE_NEWUSER)).toBe(EPERM);
      expect(answer(call, CLONE_NEWUSER | 0x2_0000 | SIGCHLD)).toBe(EPERM);
      expect(answer(call, SIGCHLD)).toBe(ALLOW);
      expect(answer(call, 0xffff_ffff - CLONE_NEWUSER)).toBe(ALLOW);
    }
  });

  it('lets every other call through, connect and ptrace among them', () => {
    const special = new Set([...refusedCalls(machine.processor), 435]);
    for (let call = 0; call < 1024; call += 1) {
      if (!special.has(call)) expect(answer(call)).toBe(ALLOW);
    }
    for (const call of [machine.connect, machine.ptrace]) expect(answer(call)).toBe(ALLOW);
  });

  it('ends a program for another processor, whose calls have other numbers', () => {
    const other = machine.processor === 'x64' ? ARCHITECTURES.arm64 : ARCHITECTURES.x64;
    for (const foreign of [I386, other]) {
      expect(run(program, { architecture: foreign, number: 1 })).toBe(KILL_PROCESS);
    }
  });
});

describe('the filter of system calls', () => {
  it('answers ENOSYS to the second table of x86-64 (x32), but not to a skipped call', () => {
    const program = buildSystemCallFilter('x64') ?? Buffer.alloc(0);
    const answer = (number: number): number =>
      run(program, { architecture: ARCHITECTURES.x64, number });
    expect(answer(0x4000_0000)).toBe(ENOSYS);
    expect(answer(0x4000_0000 + 250)).toBe(ENOSYS);
    expect(answer(0xffff_ffff)).toBe(ALLOW);
  });

  it('is not there for a processor whose numbers are unknown', () => {
    expect(buildSystemCallFilter('mips')).toBeNull();
  });
});
