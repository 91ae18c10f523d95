import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_VIEWS, PLACE_IDS, placeRow, PROJECT_VIEWS, RUN_VIEWS } from './places.ts';
import { hrefOf, hrefTo, parseRoute, type Route, routeTo } from './route.ts';

const text = fc.string({ minLength: 1, unit: 'binary' });
/** The places whose address says nothing more. */
const plainRoutes = PLACE_IDS.filter((id) => {
  const { id: which, query } = placeRow(id);
  return which === null && Object.keys(query).length === 0;
}).map((place) => ({ place }) as Route);
const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom(...plainRoutes),
  fc.record({ place: fc.constant('new-project' as const), repo: fc.option(text) }),
  fc.record({
    place: fc.constant('project' as const),
    projectId: fc.nat(),
    view: fc.constantFrom(...PROJECT_VIEWS),
  }),
  fc.record({
    place: fc.constant('run' as const),
    runId: text,
    view: fc.constantFrom(...RUN_VIEWS),
    task: fc.option(text),
    file: fc.option(text),
  }),
  fc.record({
    place: fc.constant('code' as const),
    view: fc.constantFrom(...CODE_VIEWS),
    repo: fc.option(text),
    kind: fc.constantFrom('where_defined' as const, 'impact_set' as const),
    q: fc.string(),
    lang: fc.string(),
    path: fc.string(),
    tier: fc.constantFrom('certain' as const, 'all' as const),
  }),
);

describe('routes', () => {
  it('reads back every link it writes', () => {
    fc.assert(
      fc.property(anyRoute, (route) => {
        expect(parseRoute(hrefOf(route))).toEqual(route);
      }),
    );
  });

  it('holds view and selection of a run', () => {
    expect(hrefTo('run', { runId: 'a/b', view: 'log', task: 't1' })).toBe(
      '#/run/a%2Fb?view=log&task=t1',
    );
    expect(hrefTo('run', { runId: 'r' })).toBe('#/run/r?view=timeline');
  });

  it.each(['', '#', '#/nowhere', '#/runs', '#/run/', '#/runs/', '#%', '#/home', '#/toString'])(
    'goes to Now from %j',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ place: 'now' });
    },
  );

  it('takes the first view for an unknown one', () => {
    expect(parseRoute('#/run/r-1?view=nothing')).toMatchObject({ view: 'timeline', task: null });
    expect(parseRoute('#/project/12x')).toEqual({ place: 'projects' });
  });

  it.each<[string, Route]>([
    ['#/runs/r-1/graph?task=t%2F1', routeTo('run', { runId: 'r-1', view: 'graph', task: 't/1' })],
    ['#/runs/r%2F1/sequencer', routeTo('run', { runId: 'r/1', view: 'timeline' })],
    ['#/runs/r-1/gates', routeTo('run', { runId: 'r-1', view: 'proof' })],
    ['#/runs/r-1/receipts', routeTo('run', { runId: 'r-1', view: 'proof' })],
    ['#/runs/r-1', routeTo('run', { runId: 'r-1' })],
    ['#/projects/7/runs', routeTo('project', { projectId: 7, view: 'runs' })],
    ['#/code/health?repo=%2Fa', routeTo('code', { view: 'health', repo: '/a' })],
    [
      '#/code/search?kind=impact_set&tier=all',
      routeTo('code', { kind: 'impact_set', tier: 'all' }),
    ],
    ['#/approvals', routeTo('inbox')],
  ])('still leads where the earlier link %s led', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});

describe('the table of places', () => {
  it('gives every place a label, and no two the same keys', () => {
    const keys = PLACE_IDS.flatMap((id) => placeRow(id).keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(PLACE_IDS.filter((id) => placeRow(id).label === '')).toEqual([]);
  });

  it('lists in the rail only what is there, in the order a person asks', () => {
    const listed = PLACE_IDS.filter((id) => typeof placeRow(id).rail === 'string');
    expect(listed.map((id) => placeRow(id).label)).toEqual([
      'Now',
      'Projects',
      'Code',
      'Inbox',
      'Settings',
    ]);
  });
});
