import { protocol } from 'electron';
import { PAGE_SCHEME } from '../ipc/page-origin.ts';
import { answerPage } from './answer-page.ts';

/** Declares the pages' own scheme. Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built renderer under the pages' own scheme, with its content policy. */
export function servePages(folder: string): void {
  protocol.handle(PAGE_SCHEME, (request) => answerPage(folder, request));
}
