// `npm run e2e`: the Playwright suite against the built app. Arguments go on to Playwright.
import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { checkoutEnvironment, inCheckout, node24, root } from './setup/checkout.mjs';
import { findBrowser } from './setup/requirements.mjs';

await prepare();
const browser = await findBrowser();
const cli = inCheckout('node_modules', '@playwright', 'test', 'cli.js');
const config = inCheckout('e2e', 'playwright.config.ts');
const argv = [cli, 'test', '--config', config, ...process.argv.slice(2)];
const env = checkoutEnvironment(browser === null ? {} : { SLIPWAY_CHROMIUM: browser });
spawn(node24, argv, { cwd: root, env, stdio: 'inherit' }).once('close', (code) => {
  process.exitCode = code ?? 1;
});
