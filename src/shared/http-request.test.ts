import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pasContract } from './contract/contract.ts';
import { toHttpRequest } from './http-request.ts';

describe('toHttpRequest', () => {
  it('puts body fields into a JSON body', () => {
    const input = { project_id: 1, run_id: 'r1', lane: 'Code-Impl' };
    const request = toHttpRequest(pasContract.submitJobcard, input);
    expect(request).toMatchObject({ method: 'POST', path: '/pas/v1/jobcards' });
    expect(JSON.parse(request.body ?? '')).toEqual(input);
  });

  it('puts query fields into the query string and sends no body with a GET', () => {
    expect(toHttpRequest(pasContract.runStatus, { run_id: 'a b&c=d' })).toEqual({
      method: 'GET',
      path: '/pas/v1/runs/status?run_id=a+b%26c%3Dd',
      body: undefined,
    });
  });

  it('leaves out query fields that are not given', () => {
    expect(toHttpRequest(pasContract.listRuns, { q: undefined }).path).toBe('/pas/v1/runs');
  });

  it('puts path parameters into the path and takes them out of the body', () => {
    const request = toHttpRequest(pasContract.setLaneCap, { name: 'Code/Impl ?', cap: 3 });
    expect(request.path).toBe('/pas/v1/lanes/Code%2FImpl%20%3F');
    expect(JSON.parse(request.body ?? '')).toEqual({ cap: 3 });
  });

  it('never lets a path parameter leave its segment', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const { path } = toHttpRequest(pasContract.setLaneCap, { name, cap: 1 });
        const segments = path.split('/');
        expect(segments).toHaveLength(5);
        expect(decodeURIComponent(segments[4] ?? '')).toBe(name);
        expect(path).not.toMatch(/[?#]/);
      }),
    );
  });

  it('reads a stream with GET', () => {
    expect(toHttpRequest(pasContract.events, { after: 5, run_id: 'r1' })).toEqual({
      method: 'GET',
      path: '/pas/v1/events?after=5&run_id=r1',
      body: undefined,
    });
  });

  it('does not change the input', () => {
    const input = { name: 'A', cap: 3 };
    toHttpRequest(pasContract.setLaneCap, input);
    expect(input).toEqual({ name: 'A', cap: 3 });
  });
});
