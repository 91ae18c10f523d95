import { expect, it } from 'vitest';
import { createSampleServer } from './testing/start-sample.ts';

it('a body of null is no object, and QUERY is a method that no address takes', async () => {
  const { app } = createSampleServer();
  try {
    const headers = { host: 'localhost', 'content-type': 'application/json' };
    const ofNull = await app.inject({ method: 'POST', url: '/v1/cards', headers, payload: 'null' });
    expect(ofNull.statusCode).toBe(422);
    expect(ofNull.json()).toMatchObject({ detail: 'The body must be a JSON object.' });
    const query = await app.inject({ method: 'QUERY' as never, url: '/v1/cards', headers });
    expect(query.statusCode).toBe(405);
    expect(query.headers['allow']).toContain('POST');
  } finally {
    await app.close();
  }
});
