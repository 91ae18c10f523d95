// Writes docs/openapi.json from the contract. With --check: exits 1 when the file differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { services, type ServiceName } from '../src/shared/contract/contract.ts';
import { EXAMPLES } from '../src/shared/contract/examples/examples.ts';
import { defaultUrl } from '../src/shared/present/default-ports.ts';
import { openApiDocument } from '../src/main/http/openapi-document.ts';
import { mergeOpenApi } from './setup/merge-openapi.ts';

const target = new URL('../docs/openapi.json', import.meta.url);
const manifest = new URL('../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };

const parts = Object.entries(services).map(([name, { title, contract }]) => ({
  url: defaultUrl(name as ServiceName),
  document: openApiDocument({
    title,
    version,
    contract,
    examples: EXAMPLES[name as ServiceName],
  }),
}));
const text = `${JSON.stringify(mergeOpenApi('Slipway', version, parts), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const present = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (present !== text) {
    console.error('docs/openapi.json differs from the contract; run `node scripts/openapi.ts`.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
  console.log('docs/openapi.json written');
}
