import type { Page } from '@playwright/test';
import { isActiveRun } from '../src/shared/present/activity.ts';
import type { RunState } from '../src/shared/states.ts';
import { ask, expectedFigures } from './fixtures/expected-figures.ts';
import { launchBrowser } from './fixtures/launch-browser.ts';
import { shownFigures } from './fixtures/shown-figures.ts';
import { expect, test } from './fixtures/test.ts';

const TASKS = 300;
const RUN_ID = 'three-hundred';
/** Of every place that shows a figure of a run, one that must have been compared. */
const EVERYWHERE = [
  ...['runs', 'tasks', 'spend'].map((part) => `header ${part}`),
  ...['Active runs', 'Running tasks', 'Queued tasks', 'Spend today'].map((of) => `Portfolio ${of}`),
  ...['Cost', 'Tokens', 'Tasks', 'Running', 'Failed', 'Energy'].map((of) => `Run figures ${of}`),
  ...['Evidence', 'Money lasts'].map((of) => `Run figures ${of}`),
  ...['Progress', 'Failed', 'Spend', 'State', 'Money lasts'].map((of) => `${RUN_ID} ${of}`),
  'Timeline',
  'Receipts rows',
  'Receipts figures',
  ...['Running', 'Queued'].map((of) => `Narrative ${of}`),
  'rail inbox',
];
const LANES = ['Code-Impl', 'Narrative', 'Code-API-Design'];
/**
 * A figure may be behind the API until the events under way were taken in and what they leave out
 * was read.
 */
const CATCH_UP_MS = 10_000;
/** Only ends what hangs. */
const PATIENCE_MS = 300_000;

/**
 * The figures on screen that are neither what the API said just before nor what it said just after.
 */
async function wrongFigures(
  page: Page,
  pas: string | undefined,
  compared: Set<string>,
): Promise<string[]> {
  const before = await expectedFigures(pas, RUN_ID);
  const shown = await shownFigures(page);
  const after = await expectedFigures(pas, RUN_ID);
  // Of rows that are being added, one text for all is only compared while it does not change.
  const changes = before['Receipts rows'] !== after['Receipts rows'];
  const keys = Object.keys(shown).filter(
    (key) => key in before && key in after && !(changes && key === 'Receipts figures'),
  );
  for (const key of keys) compared.add(key);
  return keys
    .filter((key) => !isBetween(shown[key], before[key], after[key]))
    .map((key) => `${key}: ${shown[key]}, not ${before[key]} to ${after[key]}`);
}

/** Equal to one of two answers, or a figure on the way from the one to the other. */
function isBetween(shown = '', before = '', after = ''): boolean {
  if (says(shown, before) || says(shown, after)) return true;
  const numberOf = (text: string) => Number.parseFloat(text.replace('$', ''));
  const ends = [numberOf(before), numberOf(after)];
  return Math.min(...ends) <= numberOf(shown) && numberOf(shown) <= Math.max(...ends);
}

function says(shown: string, expected: string): boolean {
  return expected.endsWith('…') ? shown.startsWith(expected.slice(0, -1)) : shown === expected;
}

/** Notes the count of ended tasks in every place that shows it, each time it is drawn. */
async function recordCounts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Record<string, number[]> = {};
    const note = (place: string, element: Element | null | undefined) => {
      const count = Number.parseInt((element?.textContent ?? '').replaceAll(',', ''), 10);
      const counts = (seen[place] ??= []);
      if (Number.isFinite(count) && counts.at(-1) !== count) counts.push(count);
    };
    const look = () => {
      note('header', document.querySelector('.header-part[data-kind="tasks"] a > span'));
      note('row', document.querySelector('table tbody .progress .number'));
      const figures = [...document.querySelectorAll('[aria-label="Run figures"] .figure')];
      note('run', figures.find((one) => one.textContent?.startsWith('Tasks'))?.querySelector('dd'));
    };
    const watched = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(document, watched);
    Object.assign(window, { seenCounts: seen });
  });
}

async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((place) => {
    location.hash = place;
  }, hash);
}

test('every number of every place equals the API during a run of 300 tasks, and no count falls', async () => {
  test.setTimeout(4 * PATIENCE_MS);
  const app = await launchBrowser(['--synthetic', '--time-scale', '10']);
  const { page } = app;
  const { pas, plms } = app.addresses;
  const project = await ask<{ project_id: number }>(plms, '/api/projects', { name: 'Numbers' });
  const ids = { project_id: project.project_id, run_id: RUN_ID };
  for (let at = 0; at < TASKS; at += 1) {
    await ask(pas, '/pas/v1/jobcards', { ...ids, lane: LANES[at % 3], budget_usd: 0.01 });
  }
  const ofRun = ['timeline', 'graph', 'log', 'proof'].map((view) => `#/run/${RUN_ID}?view=${view}`);
  const ofProject = `#/project/${project.project_id}?view=runs`;
  const places = ['#/now', ...ofRun, '#/projects', ofProject, '#/inbox', '#/settings'];
  const compared = new Set<string>();
  const agrees = (place: string, timeout: number) =>
    expect
      .poll(() => wrongFigures(page, pas, compared), { message: place, timeout, intervals: [100] })
      .toEqual([]);
  const status = () => ask<{ status: RunState }>(pas, `/pas/v1/runs/status?run_id=${RUN_ID}`);
  /** False when the run had ended already. */
  const pause = async (): Promise<boolean> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ run_id: RUN_ID });
    return (await fetch(`${pas}/pas/v1/runs/pause`, { method: 'POST', headers, body })).ok;
  };
  const compare = async (place: string) => {
    await go(page, place);
    const isPrompt = await agrees(place, CATCH_UP_MS).then(
      () => true,
      () => false,
    );
    if (isPrompt) return;
    // Where tasks end faster than this machine draws, the run is paused: what stands in the window
    // must become equal while the run is under way.
    const isPaused = await pause();
    await agrees(place, PATIENCE_MS);
    if (isPaused) await ask(pas, '/pas/v1/runs/resume', { run_id: RUN_ID });
  };
  await recordCounts(page);
  await ask(pas, '/pas/v1/runs/start', ids);
  for (let turn = 0, isOver = false; !isOver; turn += 1) {
    await compare(places[turn % places.length] ?? '#/now');
    // One that waits for a person has no more to do, either: synthetic tasks miss a KPI at times.
    isOver = !isActiveRun((await status()).status);
  }
  for (const place of places) await compare(place);
  expect([...compared]).toEqual(expect.arrayContaining(EVERYWHERE));
  const seen = await page.evaluate(
    () => (window as unknown as { seenCounts: Record<string, number[]> }).seenCounts,
  );
  expect(Object.keys(seen).toSorted()).toEqual(['header', 'row', 'run']);
  for (const counts of Object.values(seen)) {
    expect(counts.length).toBeGreaterThan(10);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  }
  expect(await app.close()).toBe(0);
});
