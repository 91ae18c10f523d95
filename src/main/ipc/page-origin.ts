/** Scheme and host of the built pages inside the desktop window. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'slipway';
export const PAGE_ADDRESS = `${PAGE_SCHEME}://${PAGE_HOST}/`;

/**
 * True for an address of the built pages. Node's URL gives custom schemes no origin, so scheme and
 * host count.
 */
export function isPageAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username } = new URL(address);
  return protocol === `${PAGE_SCHEME}:` && host === PAGE_HOST && username === '';
}
