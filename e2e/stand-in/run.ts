// Runs the built main bundle with `electron` standing for the modules beside this file:
// node e2e/stand-in/run.ts dist/main/index.js [arguments of the app]
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { debuggingEndpoint } from './browser.ts';

interface Question {
  id: number;
  source: string;
  argument: unknown;
}

const standIn = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'electron') return { url: standIn, shortCircuit: true };
    return nextResolve(specifier, context);
  },
});

process.on('message', (question: Question) => void answer(question));

/** Runs a function from a test inside this process, as Playwright's `electronApp.evaluate` does. */
async function answer({ id, source, argument }: Question): Promise<void> {
  try {
    const work = vm.runInThisContext(`(${source})`) as (...args: unknown[]) => unknown;
    const value = await work(await import(standIn), argument);
    process.send?.({ type: 'answer', id, value, endpoint: debuggingEndpoint() });
  } catch (error) {
    process.send?.({ type: 'answer', id, error: String(error) });
  }
}

const [, , entry = 'dist/main/index.js'] = process.argv;
await import(pathToFileURL(path.resolve(entry)).href);
