import { describe, expect, it } from 'vitest';
import type { InstallFacts } from '#shared/messages/install.ts';
import { findInstalls } from './find-installs.ts';
import { installAction } from './install-action.ts';
import { installQuestion } from './install-text.ts';
import { programsOnOffer } from './programs-on-offer.ts';
import { npmRegistryIn, pipIndexIn, registryAt } from './registry-place.ts';
import { whyInstallFailed } from './why-install-failed.ts';

const PACKAGE = JSON.stringify({ dependencies: { a: '1' } });
const facts = (fields: Partial<InstallFacts>): InstallFacts => ({
  tree: {},
  checkout: fields.tree ?? {},
  packageJson: null,
  installed: [],
  registries: { npm: null, python: null },
  ...fields,
});
const node = (lock: string, fields: Partial<InstallFacts> = {}): InstallFacts =>
  facts({ tree: { 'package.json': 'p', [lock]: 'x' }, packageJson: PACKAGE, ...fields });
const commandOf = (given: InstallFacts): string | undefined =>
  findInstalls(given)[0]
    ?.commands.map((words) => words.join(' '))
    .join(' && ');

describe('what is missing', () => {
  it('INSTALL-1 dependencies that are named and not there', () => {
    expect(findInstalls(facts({}))).toEqual([]);
    expect(findInstalls(node('package-lock.json', { packageJson: '{}' }))).toEqual([]);
    expect(findInstalls(node('package-lock.json', { installed: ['node_modules'] }))).toEqual([]);
    expect(findInstalls(node('package-lock.json'))).toHaveLength(1);
  });

  it('INSTALL-1 a lock file, or requirements, that differ from the checkout’s', () => {
    const checkout = { 'package.json': 'p', 'package-lock.json': 'before' };
    const installed = ['node_modules'];
    expect(findInstalls(node('package-lock.json', { installed, checkout }))).toHaveLength(1);
    const tree = { 'requirements.txt': 'a', 'requirements-base.txt': 'b' };
    const python = { tree, installed: ['venv'] };
    expect(findInstalls(facts(python))).toEqual([]);
    const moved = { ...python, checkout: { ...tree, 'requirements-base.txt': 'c' } };
    expect(findInstalls(facts(moved))[0]?.folder).toBe('venv');
  });

  it.each([
    ['package-lock.json', 'npm ci --ignore-scripts'],
    ['pnpm-lock.yaml', 'pnpm install --frozen-lockfile --ignore-scripts'],
    ['yarn.lock', 'yarn install --frozen-lockfile --ignore-scripts --non-interactive'],
    ['other', 'npm install --ignore-scripts --no-package-lock'],
    ['bun.lock', undefined],
  ])('INSTALL-2 %s: %s', (lock, command) => expect(commandOf(node(lock))).toBe(command));

  it('INSTALL-2 pip takes built packages only, from every file of requirements', () => {
    const tree = { 'requirements.txt': 'a', 'requirements-dev.txt': 'b' };
    expect(commandOf(facts({ tree }))).toBe(
      'python3 -m venv .venv && .venv/bin/python -m pip install --only-binary :all: -r requirements.txt -r requirements-dev.txt',
    );
  });
});

describe('where it comes from', () => {
  it('INSTALL-3 the public registry, or the one that the user set, without credentials', () => {
    const [npm] = findInstalls(node('package-lock.json'));
    expect(npm?.registries).toEqual(['registry.npmjs.org:443']);
    const [pip] = findInstalls(facts({ tree: { 'requirements.txt': 'a' } }));
    expect(pip?.registries).toEqual(['pypi.org:443', 'files.pythonhosted.org:443']);
    expect(registryAt('https://u:p%40ss@npm.example/path/?token=x')).toEqual({
      url: 'https://npm.example/path/',
      place: 'npm.example:443',
    });
    const mine = { npm: 'http://localhost:4873/', python: null };
    const [own] = findInstalls(node('package-lock.json', { registries: mine }));
    expect(own?.registries).toEqual(['localhost:4873']);
    expect(own?.env['npm_config_registry']).toBe('http://localhost:4873/');
  });

  it.each(['http://10.0.0.5/', 'http://169.254.169.254/', 'http://localhost:6200/', 'file:///r'])(
    'INSTALL-3 nothing is offered from %s',
    (npm) =>
      expect(
        findInstalls(node('package-lock.json', { registries: { npm, python: null } })),
      ).toEqual([]),
  );

  it('INSTALL-3 is read from the settings of npm and pip', () => {
    const npm = '@s:registry=https://s.example\n//h/:_authToken=t\nregistry = https://h.example/\n';
    expect(npmRegistryIn(npm)).toBe('https://h.example/');
    expect(npmRegistryIn('@s:registry=https://s.example')).toBeNull();
    const pip =
      '[list]\nindex-url = https://no.example\n[global]\nindex-url = https://p.example/s\n';
    expect(pipIndexIn(pip)).toBe('https://p.example/s');
    expect(pipIndexIn('[global]\nextra-index-url = https://x.example')).toBeNull();
  });
});

it('INSTALL-4 another lock file, command, registry or repository is another action', () => {
  const [one] = findInstalls(node('package-lock.json'));
  if (one === undefined) throw new Error('it is missing');
  const others = [
    installAction('/s', one),
    installAction('/r', { ...one, from: { ...one.from, digest: 'y' } }),
    installAction('/r', { ...one, commands: [['npm', 'ci']] }),
    installAction('/r', { ...one, registries: ['evil.example:443'] }),
  ];
  expect(new Set([installAction('/r', one), ...others]).size).toBe(5);
  expect(installQuestion(one, 'app')).toMatch(
    /^Install the dependencies of app with `npm ci --ignore-scripts` from registry\.npmjs\.org\?/,
  );
});

it('INSTALL-5 a failure is one sentence with the line that says something', () => {
  const [one] = findInstalls(node('package-lock.json'));
  if (one === undefined) throw new Error('it is missing');
  const output =
    'npm error code ECONNREFUSED\nnpm error network request to http://x/ failed\nnpm error A complete log of this run can be found in: /x\n';
  expect(whyInstallFailed(one, output)).toBe(
    'The dependencies could not be installed with `npm ci --ignore-scripts` from registry.npmjs.org:443: network request to http://x/ failed.',
  );
});

it('INSTALL-6 programs of missing packages are on offer, others are not', () => {
  const packageJson = JSON.stringify({ devDependencies: { mocha: '1', typescript: '5' } });
  const offered = programsOnOffer(node('package-lock.json', { packageJson }), {});
  expect([...offered]).toEqual(['mocha', 'typescript', 'tsc']);
  const there = node('package-lock.json', { packageJson, installed: ['node_modules'] });
  expect(programsOnOffer(there, {}).size).toBe(0);
  const contents = { 'requirements.txt': 'PyTest==8\n-r x.txt\n# ruff\n' };
  const python = facts({ tree: { 'requirements.txt': 'a' } });
  expect([...programsOnOffer(python, contents)]).toEqual(['pytest']);
});
