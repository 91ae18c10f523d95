/** One way in which a web page can make its browser send a request. */
export type RequestForm =
  | 'fetch-get'
  | 'fetch-post-simple'
  | 'fetch-post-json'
  | 'fetch-no-cors-post'
  | 'fetch-keepalive'
  | 'xhr-get'
  | 'xhr-post'
  | 'form-get'
  | 'form-post'
  | 'img'
  | 'script'
  | 'stylesheet'
  | 'iframe'
  | 'event-source'
  | 'web-socket'
  | 'beacon'
  | 'window-open'
  | 'link-navigation'
  | 'audio'
  | 'video'
  | 'object'
  | 'embed'
  | 'prefetch';

export const REQUEST_FORMS: readonly RequestForm[] = [
  'fetch-get',
  'fetch-post-simple',
  'fetch-post-json',
  'fetch-no-cors-post',
  'fetch-keepalive',
  'xhr-get',
  'xhr-post',
  'img',
  'script',
  'stylesheet',
  'iframe',
  'event-source',
  'web-socket',
  'beacon',
  'audio',
  'video',
  'object',
  'embed',
  'prefetch',
  'window-open',
  'form-get',
  'form-post',
  'link-navigation',
];

/** Forms that leave the page they are tried on, or open another one. */
export const LEAVING_FORMS: ReadonlySet<RequestForm> = new Set([
  'window-open',
  'form-get',
  'form-post',
  'link-navigation',
]);

/**
 * What a page says on its console, followed by the row, when the browser has reported how that
 * request ended.
 */
export const REQUEST_ENDED = 'ended: ';

/** The name of one row: what the requests of a form from a source are tagged with. */
export function rowName(source: string, form: RequestForm): string {
  return `${source} ${form}`;
}

/**
 * A page from `source` that tries each of the forms against an address; each request is tagged with
 * its row.
 */
export function hostilePage(forms: readonly RequestForm[], base: string, source: string): string {
  const rows = forms.map((form) => [form, rowName(source, form)]);
  return `<!doctype html><body><script>
const base = ${JSON.stringify(base)};
const body = '{"run_id":"stolen"}';
const tryForm = (name, row) => {
  const query = '?row=' + encodeURIComponent(row);
  const read = base + '/health' + query;
  const write = base + '/v1/cards' + query;
  const done = () => console.log(${JSON.stringify(REQUEST_ENDED)} + row);
  const put = (name, set) => { const e = Object.assign(document.createElement(name), set);
    e.onload = e.onerror = e.onloadedmetadata = done; document.body.append(e); return e; };
  const form = (method, action) => { const f = put('form', { method, action, enctype: 'text/plain' });
    if (method === 'get') { f.enctype = ''; f.innerHTML = '<input name=row value="' + row + '">'; }
    else f.innerHTML = '<input name=\\'{"run_id":"stolen","kind":"\\' value=\\'"}\\'>'; f.submit(); };
  const forms = {
    'fetch-get': () => fetch(read).finally(done),
    'fetch-post-simple': () => fetch(write, { method: 'POST', body }).finally(done),
    'fetch-post-json': () => fetch(write, { method: 'POST', body,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'stolen-key' } }).finally(done),
    'fetch-no-cors-post': () => fetch(write, { method: 'POST', mode: 'no-cors', credentials: 'include', body }).finally(done),
    'fetch-keepalive': () => fetch(write, { method: 'POST', mode: 'no-cors', keepalive: true, body }).finally(done),
    'xhr-get': () => { const x = new XMLHttpRequest(); x.open('GET', read); x.onloadend = done; x.send(); },
    'xhr-post': () => { const x = new XMLHttpRequest(); x.open('POST', write); x.onloadend = done; x.send(body); },
    'form-get': () => form('get', read),
    'form-post': () => form('post', write),
    img: () => put('img', { src: read }),
    script: () => put('script', { src: read }),
    stylesheet: () => put('link', { rel: 'stylesheet', href: read }),
    prefetch: () => { put('link', { rel: 'prefetch', href: read }); },
    iframe: () => put('iframe', { src: read }),
    'event-source': () => { const s = new EventSource(base + '/v1/events' + query); s.onopen = s.onerror = () => { s.close(); done(); }; },
    'web-socket': () => { const s = new WebSocket(read.replace('http', 'ws')); s.onopen = s.onerror = done; },
    beacon: () => { navigator.sendBeacon(write, body); },
    'window-open': () => { window.open(read); },
    'link-navigation': () => { const a = put('a', { href: read }); a.click(); },
    audio: () => put('audio', { src: read, preload: 'auto' }),
    video: () => put('video', { src: read, preload: 'auto' }),
    object: () => put('object', { data: read }),
    embed: () => put('embed', { src: read }),
  };
  try { Promise.resolve(forms[name]()).catch(() => undefined); } catch { done(); }
};
for (const [name, row] of ${JSON.stringify(rows)}) tryForm(name, row);
</script></body>`;
}
