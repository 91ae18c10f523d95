import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;
beforeAll(async () => {
  services = await openServices({ synthetic: true });
});
afterAll(() => services.close());

async function approved(name: string): Promise<string> {
  const made = await services.post('/api/projects', { name, initial_context: 'Write a page' });
  const path = `/api/projects/${String(made.body['project_id'])}`;
  await services.post(`${path}/generate-prd`, {});
  await services.post(`${path}/estimate`, {});
  await services.post(`${path}/approve`, {});
  return path;
}

it('projects that are started at the same moment get runs of different names', async () => {
  const paths = await Promise.all(['A', 'B', 'C', 'D'].map((name) => approved(name)));
  const started = await Promise.all(
    paths.map((path) => services.post(`${path}/start`, {}, { 'idempotency-key': `start-${path}` })),
  );
  const runs = started.map(({ status, text, body }) => {
    expect(status, text).toBe(200);
    return body['run_id'];
  });
  expect(new Set(runs).size).toBe(4);
});
