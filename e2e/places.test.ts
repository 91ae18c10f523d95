import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { callEngine } from './fixtures/engine-calls.ts';
import { go, look } from './fixtures/look-at.ts';
import { makeRepository } from './fixtures/make-repository.ts';
import { expect, test } from './fixtures/test.ts';

test.setTimeout(300_000);

test('a test that needs a service asks for its host and port where the run is shown; approved, the run is measured again and green', async ({
  app,
}) => {
  const { page } = app;
  const repository = makeRepository();
  const service = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const { port } = service.address() as AddressInfo;
  try {
    writeFileSync(
      path.join(repository.path, 'test/service.test.js'),
      `import test from 'node:test';
import { connect } from 'node:net';
import { once } from 'node:events';
test('asks the service', () => once(connect(${port}, '127.0.0.1'), 'data'));
`,
    );
    const git = (...args: string[]) => execFileSync('git', args, { cwd: repository.path });
    git('add', '--all');
    git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-qm', 'Ask a service');
    const run = { project_id: 900_002, run_id: 'needy' };
    const payload = { repo: repository.path, step: 'test', title: 'Run the tests' };
    await callEngine(page, 'pas.submitJobcard', { ...run, lane: 'Code-Impl', payload });
    await callEngine(page, 'pas.startRun', run);
    const { run_id } = run;
    const status = async () => (await callEngine(page, 'pas.runStatus', { run_id }))['status'];
    await expect.poll(status, { timeout: 120_000 }).toBe('needs_review');

    await go(page, '#/run/needy');
    const asks = page.getByRole('region', { name: 'A question about the tests' });
    await expect(asks.getByText(`connect to localhost:${port}`)).toBeVisible();
    await expect(asks.getByRole('radio', { name: 'This project' })).toBeChecked();
    await look(page, 'place-run');
    await go(page, '#/inbox');
    await expect(page.getByText(`1 test could not reach localhost:${port}.`)).toBeVisible();
    await look(page, 'place-inbox');
    await go(page, '#/run/needy');
    await asks.getByRole('button', { name: 'Approve and go on' }).click();
    await expect.poll(status, { timeout: 120_000 }).toBe('completed');
    await expect(asks).toHaveCount(0);
    await go(page, '#/settings');
    const rule = page.getByRole('row').filter({ hasText: `connect to localhost:${port}` });
    await expect(rule).toContainText('project 900002');
  } finally {
    service.close();
    repository.remove();
  }
});
