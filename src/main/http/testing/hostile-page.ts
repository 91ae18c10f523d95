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

/** What a page says on its console when the browser has told it how its request ended. */
export const PAGE_DONE = 'the request has ended';

/** A page that tries one form against an address, tagged with `row`. */
export function hostilePage(form: RequestForm, base: string, row: string): string {
  const query = `?row=${encodeURIComponent(row)}`;
  const read = `${base}/health${query}`;
  const write = `${base}/v1/cards${query}`;
  const socket = read.replace('http', 'ws');
  const text = (url: string): string => JSON.stringify(url);
  return `<!doctype html><body><script>
const done = () => console.log(${text(PAGE_DONE)});
const put = (name, set) => { const e = Object.assign(document.createElement(name), set);
  e.onload = e.onerror = e.onloadedmetadata = done; document.body.append(e); return e; };
const body = '{"run_id":"stolen"}';
const form = (method, action) => { const f = put('form', { method, action, enctype: 'text/plain' });
  if (method === 'get') { f.enctype = ''; f.innerHTML = '<input name=row value="' + ${text(row)} + '">'; }
  else f.innerHTML = '<input name=\\'{"run_id":"stolen","kind":"\\' value=\\'"}\\'>'; f.submit(); };
const forms = {
  'fetch-get': () => fetch(${text(read)}).finally(done),
  'fetch-post-simple': () => fetch(${text(write)}, { method: 'POST', body }).finally(done),
  'fetch-post-json': () => fetch(${text(write)}, { method: 'POST', body,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'stolen-key' } }).finally(done),
  'fetch-no-cors-post': () => fetch(${text(write)}, { method: 'POST', mode: 'no-cors', credentials: 'include', body }).finally(done),
  'fetch-keepalive': () => fetch(${text(write)}, { method: 'POST', mode: 'no-cors', keepalive: true, body }).finally(done),
  'xhr-get': () => { const x = new XMLHttpRequest(); x.open('GET', ${text(read)}); x.onloadend = done; x.send(); },
  'xhr-post': () => { const x = new XMLHttpRequest(); x.open('POST', ${text(write)}); x.onloadend = done; x.send(body); },
  'form-get': () => form('get', ${text(read)}),
  'form-post': () => form('post', ${text(write)}),
  img: () => put('img', { src: ${text(read)} }),
  script: () => put('script', { src: ${text(read)} }),
  stylesheet: () => put('link', { rel: 'stylesheet', href: ${text(read)} }),
  prefetch: () => { put('link', { rel: 'prefetch', href: ${text(read)} }); },
  iframe: () => put('iframe', { src: ${text(read)} }),
  'event-source': () => { const s = new EventSource(${text(`${base}/v1/events${query}`)}); s.onopen = s.onerror = () => { s.close(); done(); }; },
  'web-socket': () => { const s = new WebSocket(${text(socket)}); s.onopen = s.onerror = done; },
  beacon: () => { navigator.sendBeacon(${text(write)}, body); },
  'window-open': () => { window.open(${text(read)}); },
  'link-navigation': () => { const a = put('a', { href: ${text(read)} }); a.click(); },
  audio: () => put('audio', { src: ${text(read)}, preload: 'auto' }),
  video: () => put('video', { src: ${text(read)}, preload: 'auto' }),
  object: () => put('object', { data: ${text(read)} }),
  embed: () => put('embed', { src: ${text(read)} }),
};
try { Promise.resolve(forms[${text(form)}]()).catch(() => undefined); } catch { done(); }
</script></body>`;
}
