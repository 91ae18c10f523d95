const WATCHING =
  /(?:^|\s)(?:--watch(?:All)?(?:=true)?|--serve|--ui)(?=\s|$)|\b(?:nodemon|chokidar|onchange|watchexec|concurrently -k)\b/;
const TSC_WATCH = /\btsc\b[^&|;]*\s-w(?=\s|$)/;
const SERVING =
  /\b(?:webpack-dev-server|http-server|live-server|json-server|browser-sync|storybook dev|start-storybook)\b|\b(?:vite|next|nuxt|astro|remix|wrangler|webpack|ng|parcel|vue-cli-service|react-scripts|electron-vite)\s+(?:dev|serve|preview|start)\b/;
// `vite` and `parcel` with no verb start their servers.
const BARE_SERVER = /(?:^|[&;]\s*)(?:npx )?(?:vite|http-server|parcel)\s*(?:$|[&;|])/;
const CHANGING = /(?:^|\s)(?:--fix(?:=true)?|--write|--apply(?:-unsafe)?|--in-place)(?=\s|$)/;
const MAX_HOPS = 8;

/**
 * Why a package script cannot be a gate: it never ends or it changes files; null when it can be
 * one.
 */
export function whyUnfit(scripts: Readonly<Record<string, string>>, name: string): string | null {
  const seen = new Set<string>();
  const queue = [name];
  for (let next = queue.pop(); next !== undefined && seen.size < MAX_HOPS; next = queue.pop()) {
    const text = scripts[next];
    if (text === undefined || seen.has(next)) continue;
    seen.add(next);
    const fault = faultOf(text);
    if (fault !== null) return next === name ? fault : `${fault} (through the script ${next})`;
    for (const [, called] of text.matchAll(/\b(?:npm|pnpm|yarn|bun)(?: run)? ([\w:.-]+)/g)) {
      if (called !== undefined) queue.push(called);
    }
  }
  return null;
}

function faultOf(text: string): string | null {
  if (WATCHING.test(text) || TSC_WATCH.test(text)) return 'it keeps watching and never ends';
  if (SERVING.test(text) || BARE_SERVER.test(text)) return 'it starts a server and never ends';
  if (CHANGING.test(text)) return 'it changes files, so it cannot judge them';
  return null;
}
