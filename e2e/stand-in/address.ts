// A plain Chromium does not route schemes it does not know, so inside it a page `app://slipway/x`
// lives at `https://slipway.app.invalid/x`. Main only ever sees the app:// side.
const SUFFIX = '.app.invalid';

/** The address Chromium uses for an app:// page; others stay as they are. */
export function toBrowserAddress(address: string): string {
  return address.replace(
    /^app:\/\/([^/?#]*)/,
    (_match, host: string) => `https://${host}${SUFFIX}`,
  );
}

/** The address in main's form, for one in Chromium's form. */
export function toAppAddress(address: string): string {
  return address.replace(
    /^https:\/\/([^/?#]*)\.app\.invalid/,
    (_match, host: string) => `app://${host}`,
  );
}
