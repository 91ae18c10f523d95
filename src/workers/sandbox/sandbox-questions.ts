import { refusedCalls } from './system-call-filter.ts';

/** Something that must hold inside the sandbox. */
export interface SandboxQuestion {
  /** One word for the probe's output. */
  name: string;
  /** Fixed bash text that succeeds when it holds; paths and numbers arrive in variables. */
  proof: string;
  /** A sentence for a person when it holds, and the end of one when it does not. */
  holds: string;
  fails: string;
}

/** Where perl is installed, as nearly everywhere, each refused system call is tried, too. */
const FILTER_PROOF = `
[[ $(</proc/self/status) == *$'\\nSeccomp:\\t2\\n'* ]] || exit 1
[[ -x /usr/bin/perl ]] || exit 0
exec /usr/bin/perl -e '
  for (@ARGV) { exit 1 if syscall($_, 0, 0, 0, 0, 0) != -1 || $! != 1 }
' ${refusedCalls(process.arch).join(' ')}`;

/** The search must find the file that may be written, and no other. */
const SETTINGS_PROOF = `
tops=()
for each in /proc/[!0-9]*; do [[ -L $each ]] || tops+=("$each"); done
found=$(find "$INSIDE/written" "\${tops[@]}" -type f -writable -print)
[[ $found == "$INSIDE/written" ]]`;

const DESCRIPTORS_PROOF = `
for each in /proc/$BASHPID/fd/*; do
  (( \${each##*/} > 2 )) && [[ -e $each ]] && exit 1
done
exit 0`;

/** Each must have one of its own; what cannot be read has none. */
const NAMESPACES_PROOF = `
links=()
for each in $NAMESPACES; do links+=("/proc/self/ns/\${each%%:*}"); done
own=$(readlink "\${links[@]}") || exit 1
for each in $NAMESPACES; do [[ $own == *"$each"* ]] && exit 1; done
exit 0`;

export const SANDBOX_QUESTIONS: readonly SandboxQuestion[] = [
  {
    name: 'writes',
    proof: '! (echo x > "$OUTSIDE/escaped")',
    holds: 'Nothing outside its folders can be written.',
    fails: 'it can write outside its folders',
  },
  {
    name: 'network',
    proof: '! (exec 3<>"/dev/tcp/127.0.0.1/$PORT")',
    holds: 'No service of this machine or another can be reached.',
    fails: 'it can connect to a service of this machine',
  },
  {
    name: 'keys',
    proof: '! (exec 3<"$KEY")',
    holds: 'No key of the home folder can be read.',
    fails: 'it can read a private key of the home folder',
  },
  {
    name: 'user',
    proof: 'read -r inside outside count < /proc/self/uid_map && [[ $count == 1 ]]',
    holds: 'It has a user namespace of its own with one user in it.',
    fails: 'it has no user namespace of its own',
  },
  {
    name: 'powers',
    proof: `[[ $(</proc/self/status) == *$'\\nCapEff:\\t0000000000000000\\n'*$'\\nNoNewPrivs:\\t1\\n'* ]]`,
    holds: 'It has no power of an administrator and can get none.',
    fails: 'it has powers of an administrator',
  },
  {
    name: 'settings',
    proof: SETTINGS_PROOF,
    holds: 'No setting of the kernel can be written.',
    fails: 'it can write settings of the kernel',
  },
  {
    name: 'calls',
    proof: FILTER_PROOF,
    holds: 'Keyrings, io_uring, userfaultfd, bpf and performance events are refused.',
    fails: 'its system calls are not filtered',
  },
  {
    name: 'nesting',
    proof: '[[ ! -x /usr/bin/unshare ]] || ! /usr/bin/unshare --user /usr/bin/true',
    holds: 'It cannot make a user namespace of its own.',
    fails: 'it can make a user namespace of its own',
  },
  {
    name: 'processes',
    proof: NAMESPACES_PROOF,
    holds: 'No process, shared memory or name of the host is visible.',
    fails: 'it shares a namespace with the host',
  },
  {
    name: 'sockets',
    proof: '[[ -e $SOCKET_READ && ! -S $SOCKET_READ && -e $SOCKET_WRITE && ! -S $SOCKET_WRITE ]]',
    holds: 'Unix sockets in its folders are covered.',
    fails: 'it can connect to a Unix socket in its folders',
  },
  {
    name: 'descriptors',
    proof: DESCRIPTORS_PROOF,
    holds: 'Nothing of the engine is open in it.',
    fails: 'something of the engine is open in it',
  },
];

/**
 * One script for all questions. It prints `works` when it could write where it may, and the name of
 * each question that holds.
 */
export function probeScript(): string {
  const questions = SANDBOX_QUESTIONS.map(
    ({ name, proof }) => `( ${proof} ) >/dev/null 2>&1 </dev/null && echo ${name}\n`,
  );
  return ['echo x > "$INSIDE/written" && echo works\n', ...questions, 'exit 0'].join('');
}
