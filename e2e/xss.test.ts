import type { Page } from '@playwright/test';
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

interface Place {
  hash: string;
  heading: string;
}

/** Shows one place after the other, each until it stands there under its own heading. */
async function visitAll(page: Page, places: readonly Place[]): Promise<void> {
  await page.evaluate(async (all) => {
    for (const { hash, heading } of all) {
      const stands = () => {
        const view = /view=(\w+)/.exec(hash)?.[1] ?? '';
        const tab = document.querySelector('[role=tab][aria-selected=true]')?.textContent ?? '';
        const title = document.querySelector('h1')?.textContent ?? '';
        return title.includes(heading) && tab.toLowerCase().startsWith(view);
      };
      await new Promise<void>((resolve) => {
        const look = () => {
          if (!stands()) return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        const watched = { subtree: true, childList: true, characterData: true, attributes: true };
        observer.observe(document, watched);
        window.location.hash = hash;
        look();
      });
    }
  }, places);
}

test('no text that a person, a repository or an agent gives runs as script', async ({ app }) => {
  const { page } = app;
  const places = await Promise.all(
    CORPUS.map(async (text, at): Promise<Place[]> => {
      const made = await callEngine(page, 'plms.createProject', { name: text });
      const { project_id: projectId } = made;
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
      const ofRun = ['timeline', 'graph', 'log', 'proof'].map((view) => ({
        hash: `#/run/${encodeURIComponent(ids.run_id)}?view=${view}`,
        heading: ids.run_id,
      }));
      return [{ hash: `#/project/${String(projectId)}?view=plan`, heading: text }, ...ofRun];
    }),
  );
  await visitAll(page, [
    ...places.flat(),
    { hash: '#/', heading: 'Now' },
    { hash: '#/inbox', heading: 'Inbox' },
    { hash: '#/settings', heading: 'Settings' },
    { hash: '#/projects', heading: 'Projects' },
  ]);
  // The texts are on the page as texts; otherwise nothing was tested.
  for (const text of CORPUS) await expect(page.getByText(text, { exact: true })).toBeVisible();
  const ran = await page.evaluate(() => (window as unknown as { __ran?: number }).__ran);
  expect(ran).toBeUndefined();
});
