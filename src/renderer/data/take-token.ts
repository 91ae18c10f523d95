import { exchangeLoginCode } from '#shared/contract/pas/tokens.ts';
import { toHttpRequest } from '#shared/http-request.ts';

/** Kept for as long as the tab is open, and for this origin with its port alone. */
const KEY = 'slipway.token';
const LOGIN = /^#login=([\w-]+)$/;

/**
 * This page's token: of the login code in its address, which works once and is taken out of the
 * address at once, else the one that this tab has. null where there is none.
 */
export async function takeToken(page: Window): Promise<string | null> {
  const code = LOGIN.exec(page.location.hash)?.[1];
  if (code !== undefined) {
    page.history.replaceState(null, '', page.location.pathname);
    const token = await exchange(page, code);
    if (token !== null) page.sessionStorage.setItem(KEY, token);
  }
  return page.sessionStorage.getItem(KEY);
}

/**
 * A link that is opened in a tab which shows the page already changes only the address: the page
 * then begins anew.
 */
export function followLoginLinks(page: Window): void {
  page.addEventListener('hashchange', () => {
    if (LOGIN.test(page.location.hash)) void takeToken(page).then(() => page.location.reload());
  });
}

async function exchange(page: Window, code: string): Promise<string | null> {
  const { method, path, body } = toHttpRequest(exchangeLoginCode, { code });
  const headers = { 'content-type': 'application/json' };
  const init = { method, headers, ...(body === undefined ? {} : { body }) };
  try {
    const response = await page.fetch(`${page.location.origin}/svc/pas${path}`, init);
    if (!response.ok) return null;
    return exchangeLoginCode.response.parse(await response.json()).token;
  } catch (error) {
    console.warn('The login code could not be exchanged.', error);
    return null;
  }
}
