import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useVp } from '../testing/use-vp.ts';

const vp = useVp();

describe('vp hooks', () => {
  it('installs, shows and removes', async () => {
    const installed = await vp.run({}, ['hooks', 'install']);
    expect(installed.stdout).toMatch(/✓ post-commit +installed\n– post-checkout +not installed/);
    const all = await vp.again(['hooks', 'install', '--all', '--json']);
    expect(JSON.parse(all.stdout)).toMatchObject({
      hooks: Array.from({ length: 4 }, () => ({ state: 'installed' })),
    });
    const removed = await vp.again(['hooks', 'remove']);
    expect(removed.stdout).not.toContain('✓');
  });

  it('writes no hook outside the repository, nor into a folder that repositories share', async () => {
    await vp.run({}, ['hooks', 'status']);
    const repo = vp.repo();
    const outside = mkdtempSync(join(tmpdir(), 'vp-shared-'));
    const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: repo });
    const refuse = async (): Promise<void> => {
      const refused = await vp.again(['hooks', 'install']);
      expect(refused).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/outside of it/),
      });
      expect(readdirSync(outside)).toEqual([]);
    };
    git('config', 'core.hooksPath', outside);
    await refuse();
    git('config', 'core.hooksPath', '.git/../.git/linked/deeper');
    symlinkSync(outside, join(repo, '.git', 'linked'));
    await refuse();
    git('config', 'core.hooksPath', 'own');
    expect((await vp.again(['hooks', 'install'])).stdout).toContain('✓ post-commit');
    expect(readdirSync(join(repo, 'own'))).toEqual(['post-commit']);
    rmSync(outside, { recursive: true });
  });
});
