// The grammars of the code index: each lies in its npm package and is shipped beside the query of
// its language.
import { copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inCheckout } from './checkout.mjs';

/**
 * Copies every grammar to `resources/languages/<id>/grammar.wasm`, where the packaged app looks for
 * it.
 */
export function copyGrammars() {
  const languages = inCheckout('resources', 'languages');
  for (const name of readdirSync(languages)) {
    const manifest = path.join(languages, name, 'language.json');
    if (!existsSync(manifest)) continue;
    const { grammar } = JSON.parse(readFileSync(manifest, 'utf8'));
    copyFileSync(inCheckout('node_modules', grammar), path.join(languages, name, 'grammar.wasm'));
  }
}
