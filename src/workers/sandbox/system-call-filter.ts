/** What a processor calls the system calls that the filter names. */
interface Machine {
  /** AUDIT_ARCH_…, by which the kernel says whose table a number is from. */
  architecture: number;
  refused: readonly number[];
  clone: number;
  unshare: number;
  clone3: number;
  /** First number of a second table under the same architecture (x32); null = there is none. */
  foreignTable: number | null;
}

/**
 * Numbers of add_key, request_key, keyctl, perf_event_open, bpf, userfaultfd and io_uring_setup,
 * _enter, _register: what reaches beyond namespaces, or has let programs out of the kernel's hands
 * most often, and what no test or build needs.
 */
const MACHINES: Readonly<Record<string, Machine>> = {
  x64: {
    architecture: 0xc000_003e,
    refused: [248, 249, 250, 298, 321, 323, 425, 426, 427],
    clone: 56,
    unshare: 272,
    clone3: 435,
    foreignTable: 0x4000_0000,
  },
  arm64: {
    architecture: 0xc000_00b7,
    refused: [217, 218, 219, 241, 280, 282, 425, 426, 427],
    clone: 220,
    unshare: 97,
    clone3: 435,
    foreignTable: null,
  },
};

// Opcodes of classic BPF (linux/bpf_common.h), and where the kernel puts what they load
// (struct seccomp_data).
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;
const NUMBER = 0;
const ARCHITECTURE = 4;
const FIRST_ARGUMENT = 16;

const ALLOW = 0x7fff_0000;
const KILL_PROCESS = 0x8000_0000;
const EPERM = 0x0005_0001;
const ENOSYS = 0x0005_0026;
const CLONE_NEWUSER = 0x1000_0000;
/** The number a tracer gives to a call that shall not happen. */
const SKIPPED_CALL = 0xffff_ffff;

/** Numbers of the calls that the filter answers with EPERM whatever their arguments. */
export function refusedCalls(processor: string): readonly number[] {
  return MACHINES[processor]?.refused ?? [];
}

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, k: number];

/**
 * The kernel's filter of system calls for sandboxed commands, as the bytes of an array of
 * `sock_filter`; null for a processor whose numbers are not known. Refused calls answer EPERM.
 * clone3 answers ENOSYS, since its flags lie in memory that a filter cannot read: libraries then
 * use clone, whose flags say whether a user namespace is wanted. A program for another processor
 * ends.
 */
export function buildSystemCallFilter(processor: string): Buffer | null {
  const machine = MACHINES[processor];
  if (machine === undefined) return null;
  return encode([
    [LOAD, 0, 0, ARCHITECTURE],
    [JUMP_EQUAL, 1, 0, machine.architecture],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD, 0, 0, NUMBER],
    ...(machine.foreignTable === null ? [] : withoutForeignTable(machine.foreignTable)),
    ...machine.refused.flatMap((call) => answer(call, EPERM)),
    ...answer(machine.clone3, ENOSYS),
    [JUMP_EQUAL, 1, 0, machine.clone],
    [JUMP_EQUAL, 0, 3, machine.unshare],
    [LOAD, 0, 0, FIRST_ARGUMENT],
    [JUMP_ANY_BIT, 0, 1, CLONE_NEWUSER],
    [RETURN, 0, 0, EPERM],
    [RETURN, 0, 0, ALLOW],
  ]);
}

function withoutForeignTable(first: number): Instruction[] {
  return [
    [JUMP_EQUAL, 2, 0, SKIPPED_CALL],
    [JUMP_AT_LEAST, 0, 1, first],
    [RETURN, 0, 0, ENOSYS],
  ];
}

function answer(call: number, result: number): Instruction[] {
  return [
    [JUMP_EQUAL, 0, 1, call],
    [RETURN, 0, 0, result],
  ];
}

function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, k], at) => {
    bytes.writeUInt16LE(code, at * 8);
    bytes.writeUInt8(ifTrue, at * 8 + 2);
    bytes.writeUInt8(ifFalse, at * 8 + 3);
    bytes.writeUInt32LE(k, at * 8 + 4);
  });
  return bytes;
}
