import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { bundledPackages, engineEntries, engineOutput } from './scripts/setup/engine-build.ts';
import { services } from './src/shared/contract/contract.ts';

/** What the preload lets a page ask for: the names in the contract and nothing else. */
function operationNames(type: 'endpoint' | 'eventStream'): string[] {
  return Object.entries(services).flatMap(([service, { contract }]) =>
    Object.entries(contract)
      .filter(([, operation]) => operation.type === type)
      .map(([name]) => `${service}.${name}`),
  );
}

const output = path.resolve('dist');
// prepare.mjs removes what a build no longer writes; emptying first would pull files from under a
// running app.
const emptyOutDir = false;

export default defineConfig({
  main: {
    build: {
      outDir: output,
      emptyOutDir,
      target: 'node24',
      sourcemap: true,
      minify: false,
      externalizeDeps: { exclude: bundledPackages },
      rolldownOptions: {
        input: {
          'main/index': path.resolve('src/main/index.ts'),
          'main/cli': path.resolve('src/cli/index.ts'),
          ...Object.fromEntries(
            Object.entries(engineEntries).map(([name, file]) => [name, path.resolve(file)]),
          ),
        },
        output: engineOutput,
      },
    },
  },
  preload: {
    define: {
      SLIPWAY_ENDPOINTS: JSON.stringify(operationNames('endpoint')),
      SLIPWAY_STREAMS: JSON.stringify(operationNames('eventStream')),
    },
    build: {
      outDir: path.join(output, 'preload'),
      emptyOutDir,
      target: 'node24',
      minify: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path.resolve('src/preload/index.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.resolve('src/renderer'),
    plugins: [react()],
    build: {
      outDir: path.join(output, 'renderer'),
      emptyOutDir,
      target: 'chrome140',
      minify: true,
      rolldownOptions: { input: path.resolve('src/renderer/index.html') },
    },
  },
});
