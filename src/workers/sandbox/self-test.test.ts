import { describe, expect, it } from 'vitest';
import { FILTER_DESCRIPTOR } from './bubblewrap.ts';
import { selfTestSandbox } from './self-test.ts';

const isRoot = process.getuid?.() === 0;

/** The argv without an option and its values, wherever it stands with them. */
function without(argv: readonly string[], ...words: string[]): string[] {
  const at = argv.findIndex((_, start) => words.every((word, i) => argv[start + i] === word));
  expect(at, words.join(' ')).toBeGreaterThan(0);
  return argv.toSpliced(at, words.length);
}

async function failing(change: (argv: readonly string[]) => string[]): Promise<string[]> {
  const report = await selfTestSandbox((confined) => ({
    ...confined,
    argv: change(confined.argv),
  }));
  expect(report.ok).toBe(false);
  expect(report.detail).toMatch(/^The sandbox does not hold on this machine: .+\.$/);
  return report.answers.filter((each) => !each.holds).map((each) => each.question);
}

describe('selfTestSandbox', () => {
  it('S7 proves that bubblewrap holds', async () => {
    const report = await selfTestSandbox();
    expect(report.answers.filter((each) => !each.holds)).toEqual([]);
    expect(report).toMatchObject({ driver: 'bubblewrap', ok: true });
    expect(report.answers.length).toBeGreaterThan(10);
  });

  it('notices a network that is the host’s', async () => {
    expect(await failing((argv) => without(argv, '--unshare-net'))).toEqual([
      'network',
      'processes',
    ]);
  });

  it('notices processes that are the host’s', async () => {
    expect(await failing((argv) => without(argv, '--unshare-pid'))).toContain('processes');
  });

  it('notices a folder that became writable', async () => {
    const weaken = (argv: readonly string[]): string[] => {
      const at = argv.findIndex(
        (each, i) => each === '--ro-bind' && argv[i + 1]?.endsWith('/out') === true,
      );
      expect(at).toBeGreaterThan(0);
      return argv.with(at, '--bind');
    };
    expect(await failing(weaken)).toContain('writes');
  });

  it('notices a home folder that is shown', async () => {
    const show = (argv: readonly string[]): string[] => {
      const at = argv.findIndex(
        (each, i) => each === '--tmpfs' && argv[i + 1]?.endsWith('/home') === true,
      );
      const home = argv[at + 1] ?? '';
      return argv.toSpliced(at + 2, 0, '--ro-bind', home, home);
    };
    expect(await failing(show)).toEqual(['keys']);
  });

  it('notices sockets that are not covered', async () => {
    const uncover = (argv: readonly string[]): string[] => {
      const at = argv.findIndex(
        (each, i) => each === '/dev/null' && argv[i + 1]?.endsWith('/socket') === true,
      );
      return argv.toSpliced(at - 1, 3);
    };
    expect(await failing(uncover)).toEqual(['sockets']);
  });

  it('notices a filter that lets everything through', async () => {
    const allowAll = Buffer.from('060000000000ff7f', 'hex');
    const report = await selfTestSandbox((confined) => ({ ...confined, filter: allowAll }));
    expect(report.ok).toBe(false);
    expect(report.answers.find((each) => each.question === 'calls')?.holds).toBe(false);
  });

  it('forbids user namespaces by the filter alone where the kernel’s limit cannot be set', async () => {
    const withoutLimit = (argv: readonly string[]): string[] =>
      argv.filter((each) => each !== '--disable-userns');
    const report = await selfTestSandbox((confined) => ({
      ...confined,
      argv: withoutLimit(confined.argv),
    }));
    expect(report).toMatchObject({ ok: true });
    const neither = await failing((argv) =>
      without(withoutLimit(argv), '--seccomp', String(FILTER_DESCRIPTOR)),
    );
    expect(neither).toContain('nesting');
  });

  it('notices that there is no filter', async () => {
    expect(
      await failing((argv) => without(argv, '--seccomp', String(FILTER_DESCRIPTOR))),
    ).toContain('calls');
  });

  it.runIf(isRoot)('notices settings of the kernel that root may write', async () => {
    const weaken = (argv: readonly string[]): string[] =>
      without(argv, '--ro-bind', '/proc/sys', '/proc/sys');
    expect(await failing(weaken)).toEqual(['settings']);
  });

  it.runIf(isRoot)('notices that root has no user namespace of its own', async () => {
    const weaken = (argv: readonly string[]): string[] => {
      const from = argv.indexOf('--unshare-user');
      return argv.toSpliced(from, argv.indexOf('--cap-drop') - from);
    };
    expect(await failing(weaken)).toContain('user');
  });
});
