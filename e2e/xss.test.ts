import { callEngine } from './fixtures/engine-calls.ts';
import { expect, test } from './fixtures/test.ts';

// Every way markup tends to get out of a text: elements, attributes, addresses, encodings, template
// syntax.
const CORPUS = [
  '<script>window.__ran=1</script>',
  '"><script>window.__ran=1</script>',
  '<img src=x onerror="window.__ran=1">',
  '<svg onload="window.__ran=1">',
  '<svg><animate onbegin="window.__ran=1" attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.__ran=1</script>"></iframe>',
  '<details open ontoggle="window.__ran=1">x</details>',
  '<a href="javascript:window.__ran=1">x</a>',
  'javascript:window.__ran=1',
  '<math><mtext></form><form><mglyph><style></math><img src onerror="window.__ran=1">',
  '</title><script>window.__ran=1</script>',
  '</textarea><script>window.__ran=1</script>',
  '<body onload="window.__ran=1">',
  '<input autofocus onfocus="window.__ran=1">',
  '<style>@import"javascript:window.__ran=1";</style>',
  '<object data="javascript:window.__ran=1"></object>',
  '{{constructor.constructor("window.__ran=1")()}}',
  '${window.__ran=1}',
  '&lt;script&gt;window.__ran=1&lt;/script&gt;',
  '\u202E<script>window.__ran=1</script>',
  '<scr\u0000ipt>window.__ran=1</scr\u0000ipt>'.replaceAll('\u0000', '�'),
  '[x](javascript:window.__ran=1)',
  '<template><script>window.__ran=1</script></template>',
  "'-(window.__ran=1)-'",
];

test('no text that a person, a repository or an agent gives runs as script', async ({ app }) => {
  const { page } = app;
  const runs: string[] = [];
  for (const [at, text] of CORPUS.entries()) {
    const { project_id: projectId } = await callEngine(page, 'plms.createProject', { name: text });
    await callEngine(page, 'plms.generatePrd', {
      project_id: projectId,
      prd: `# ${text}\n\n## ${text}\n\n- ${text}\n`,
    });
    await callEngine(page, 'plms.estimateProject', { project_id: projectId });
    const ids = { project_id: 1000 + at, run_id: `${text.slice(0, 180)} ${at}` };
    const card = { ...ids, lane: 'Code-Impl', payload: { title: text, goal: text } };
    await callEngine(page, 'pas.submitJobcard', card);
    await callEngine(page, 'pas.startRun', { ...ids, mode: 'synthetic' });
    await callEngine(page, 'pas.terminateRun', { run_id: ids.run_id, reason: text });
    runs.push(ids.run_id);
    await visit(`#/project/${String(projectId)}?view=plan`);
  }
  for (const runId of runs) {
    for (const view of ['timeline', 'graph', 'log', 'proof']) {
      await visit(`#/run/${encodeURIComponent(runId)}?view=${view}`);
    }
  }
  for (const place of ['#/', '#/projects', '#/inbox', '#/settings']) await visit(place);
  // The texts are on the page as texts; otherwise nothing was tested.
  await visit('#/projects');
  await expect(page.getByText(CORPUS[0] ?? '', { exact: true })).toBeVisible();
  const ran = await page.evaluate(() => (window as unknown as { __ran?: number }).__ran);
  expect(ran).toBeUndefined();

  async function visit(hash: string): Promise<void> {
    await page.evaluate((target) => {
      window.location.hash = target;
    }, hash);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
});
