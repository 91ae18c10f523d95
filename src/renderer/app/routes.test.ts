import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, PROJECT_TABS, type Route, RUN_TABS } from './routes.ts';

const text = fc.string({ minLength: 1, unit: 'binary' });
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>({ place: 'home' }, { place: 'projects' }, { place: 'approvals' }),
  fc.record({ place: fc.constant('new-project' as const), repo: fc.option(text) }),
  fc.record({
    place: fc.constant('project' as const),
    projectId: fc.nat(),
    tab: fc.constantFrom(...PROJECT_TABS),
  }),
  fc.record({
    place: fc.constant('run' as const),
    runId: text,
    tab: fc.constantFrom(...RUN_TABS),
    taskId: fc.option(text),
  }),
);

describe('routes', () => {
  it('reads back every link it writes', () => {
    fc.assert(
      fc.property(route, (place) => {
        expect(parseRoute(hrefOf(place))).toEqual(place);
      }),
    );
  });

  it.each(['', '#', '#/nowhere', '#/runs', '#/runs/', '#%'])('goes home from %j', (hash) => {
    expect(parseRoute(hash)).toEqual({ place: 'home' });
  });

  it('takes the first tab for one it does not know', () => {
    expect(parseRoute('#/runs/r-1/nothing')).toMatchObject({ tab: 'graph', taskId: null });
    expect(parseRoute('#/projects/12x')).toEqual({ place: 'projects' });
  });
});
