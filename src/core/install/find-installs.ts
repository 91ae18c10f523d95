import type { Install, InstallFacts } from '#shared/messages/install.ts';
import { packageManagerOf } from '../plan/ecosystems/package-manager-of.ts';
import { readPackageJson, type PackageJson } from '../plan/ecosystems/read-package-json.ts';
import { registryAt } from './registry-place.ts';

const NPM = 'https://registry.npmjs.org/';
/** Lock files of yarn name it. */
const YARN = 'https://registry.yarnpkg.com/';
const PYPI = 'https://pypi.org/simple';
/** Where PyPI's own index sends for files. */
const PYPI_FILES = 'https://files.pythonhosted.org/';
const ENVIRONMENTS = ['.venv', 'venv'];
const REQUIREMENTS = [
  'requirements.txt',
  'requirements-dev.txt',
  'requirements-test.txt',
  'dev-requirements.txt',
  'test-requirements.txt',
];
/** Files that requirements may name, too. */
const BESIDE = /^(?:(?:dev|test)-)?(?:requirements|constraints)[\w.-]*\.txt$/;

/** What is missing of a tree's dependencies, and how it is brought. Rules: SPEC.md. */
export function findInstalls(facts: InstallFacts): Install[] {
  return [forNode(facts), forPython(facts)].filter((each) => each !== null);
}

/** Whether a file of the top level belongs to what is told of a tree. */
export function saysDependencies(name: string): boolean {
  return (
    /^(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|\.yarnrc\.yml|bun\.lockb?)$/.test(
      name,
    ) || BESIDE.test(name)
  );
}

interface Manager {
  lockFiles: readonly string[];
  exact: readonly string[];
  /** Without a lock file; null: not offered. */
  loose: readonly string[] | null;
}

const MANAGERS: Readonly<Record<'npm' | 'pnpm' | 'yarn', Manager>> = {
  npm: {
    lockFiles: ['npm-shrinkwrap.json', 'package-lock.json'],
    exact: ['npm', 'ci', '--ignore-scripts'],
    loose: ['npm', 'install', '--ignore-scripts', '--no-package-lock'],
  },
  pnpm: {
    lockFiles: ['pnpm-lock.yaml'],
    exact: ['pnpm', 'install', '--frozen-lockfile', '--ignore-scripts'],
    loose: null,
  },
  yarn: {
    lockFiles: ['yarn.lock'],
    exact: ['yarn', 'install', '--frozen-lockfile', '--ignore-scripts', '--non-interactive'],
    loose: null,
  },
};

function forNode(facts: InstallFacts): Install | null {
  const wanted = nodeCommand(facts);
  if (wanted === null) return null;
  const { command, file, usual } = wanted;
  const registry = registryAt(facts.registries.npm ?? usual);
  if (registry === null) return null;
  return {
    commands: [command],
    env: {
      npm_config_registry: registry.url,
      YARN_REGISTRY: registry.url,
      npm_config_ignore_scripts: 'true',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      npm_config_fetch_retries: '1',
      npm_config_fetch_retry_mintimeout: '1000',
    },
    from: { file, digest: facts.tree[file] ?? '' },
    registries: [registry.place],
    folder: 'node_modules',
  };
}

/** The command, what it installs from, and the registry that it asks by itself. */
function nodeCommand(
  facts: InstallFacts,
): { command: readonly string[]; file: string; usual: string } | null {
  const { tree, packageJson } = facts;
  const pkg = packageJson === null ? null : readPackageJson(packageJson);
  if (pkg === null || (pkg.dependencies.size === 0 && !pkg.hasWorkspaces)) return null;
  const manager = packageManagerOf(pkg, new Set(Object.keys(tree)));
  if (manager === 'bun' || (manager === 'yarn' && isModernYarn(tree, pkg))) return null;
  const { lockFiles, exact, loose } = MANAGERS[manager];
  const lock = lockFiles.find((file) => file in tree);
  const command = lock === undefined ? loose : exact;
  const compared = lock === undefined ? [] : [lock];
  if (command === null || !isMissing(facts, ['node_modules'], compared)) return null;
  return { command, file: lock ?? 'package.json', usual: manager === 'yarn' ? YARN : NPM };
}

/** It has other options. */
function isModernYarn(
  tree: InstallFacts['tree'],
  { packageManager }: Pick<PackageJson, 'packageManager'>,
): boolean {
  return '.yarnrc.yml' in tree || /^yarn@(?!1\.)/.test(packageManager);
}

function forPython(facts: InstallFacts): Install | null {
  const { tree, installed } = facts;
  const named = REQUIREMENTS.filter((file) => file in tree);
  const [first] = named;
  const beside = Object.keys({ ...tree, ...facts.checkout }).filter((file) => BESIDE.test(file));
  if (first === undefined || !isMissing(facts, ENVIRONMENTS, beside)) return null;
  const set = facts.registries.python;
  const found = [set ?? PYPI, ...(set === null ? [PYPI_FILES] : [])].map(registryAt);
  const registries = found.filter((each) => each !== null);
  const [index] = registries;
  if (index === undefined || registries.length < found.length) return null;
  const folder = ENVIRONMENTS.find((each) => installed.includes(each)) ?? '.venv';
  const pip = [`${folder}/bin/python`, '-m', 'pip', 'install', '--only-binary', ':all:'];
  const all = beside.filter((file) => file in tree).sort();
  return {
    commands: [
      ['python3', '-m', 'venv', folder],
      [...pip, ...named.flatMap((file) => ['-r', file])],
    ],
    env: {
      PIP_INDEX_URL: index.url,
      PIP_NO_INPUT: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_RETRIES: '1',
    },
    from: { file: first, digest: all.map((file) => tree[file]).join(' ') },
    registries: registries.map(({ place }) => place),
    folder,
  };
}

function isMissing(
  { tree, checkout, installed }: InstallFacts,
  folders: readonly string[],
  files: readonly string[],
): boolean {
  if (!folders.some((folder) => installed.includes(folder))) return true;
  return files.some((file) => tree[file] !== checkout[file]);
}
