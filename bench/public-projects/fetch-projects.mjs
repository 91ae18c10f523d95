// Real projects that others wrote, as the package registries and Debian carry them: where each
// comes from, what its dependencies are installed with, and the command its people test it with.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const MOST_OUTPUT = 64e6;

/** Runs a program to its end; rejects with its output when it fails. */
export async function run(argv, cwd, env = process.env) {
  const [program, ...args] = argv;
  const { stdout } = await execute(program, args, { cwd, env, maxBuffer: MOST_OUTPUT });
  return stdout;
}

/** Unpacks an archive that holds one folder as that folder. */
async function unpack(archive, into) {
  const inside = await mkdtemp(`${into}-`);
  await run(['tar', '--no-same-owner', '-xf', archive, '-C', inside]);
  const [only] = await readdir(inside);
  await rename(path.join(inside, only), into);
  await rm(inside, { recursive: true });
}

async function fromNpm(name, version, into) {
  const parent = path.dirname(into);
  const archive = (await run(['npm', 'pack', '--silent', `${name}@${version}`], parent)).trim();
  await unpack(path.join(parent, archive), into);
}

async function fromPypi(name, version, into) {
  const parent = await mkdtemp(`${into}-sdist-`);
  const only = ['--no-deps', '--no-binary', ':all:'];
  await run(
    ['python3', '-m', 'pip', 'download', '--quiet', ...only, `${name}==${version}`],
    parent,
  );
  const [archive] = await readdir(parent);
  await unpack(path.join(parent, archive), into);
}

async function fromGo(module, version, into) {
  const argv = ['go', 'mod', 'download', '-json', `${module}@${version}`];
  const { Dir } = JSON.parse(await run(argv, path.dirname(into)));
  await cp(Dir, into, { recursive: true });
  await run(['chmod', '-R', 'u+w', into]);
}

async function fromCrates(name, version, into) {
  const around = await mkdtemp(`${into}-crate-`);
  await mkdir(path.join(around, 'src'));
  await writeFile(path.join(around, 'src/lib.rs'), '');
  const needs = `[dependencies]\n${name} = "=${version}"\n`;
  const about = '[package]\nname = "around"\nversion = "0.0.0"\nedition = "2021"\n';
  await writeFile(path.join(around, 'Cargo.toml'), about + needs);
  await run(['cargo', 'vendor', '--quiet'], around);
  await cp(path.join(around, 'vendor', name), into, { recursive: true });
  await rm(path.join(into, '.cargo-checksum.json'));
}

/** `apt-get source` with package lists of its own, so that those of the machine stay. */
async function fromDebian(name, _version, into) {
  const around = await mkdtemp(`${into}-apt-`);
  const list = path.join(around, 'sources.list');
  await mkdir(path.join(around, 'lists'));
  const signed = '[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]';
  await writeFile(list, `deb-src ${signed} http://deb.debian.org/debian bookworm main\n`);
  const settings = {
    'Dir::Etc::sourcelist': list,
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': path.join(around, 'lists'),
    'APT::Sandbox::User': 'root',
  };
  const own = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  await run(['apt-get', ...own, '-qq', 'update'], around);
  await run(['apt-get', ...own, '-qq', '--download-only', 'source', name], around);
  const archive = (await readdir(around)).find((file) => file.includes('.orig.'));
  await unpack(path.join(around, archive), into);
}

const npmInstall = [['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts']];
const venv = (...packages) => [
  ['python3', '-m', 'venv', '.venv'],
  ['.venv/bin/pip', 'install', '--quiet', 'pytest', ...packages],
];
const goTests = ['go', 'test', './...'];
const pytest = ['.venv/bin/python', '-m', 'pytest', '-q'];

/** `byHand` is the project's test command, for a shell in its folder. */
export const PROJECTS = [
  {
    name: 'minimist',
    version: '1.2.8',
    from: fromNpm,
    prepare: npmInstall,
    byHand: ['npm', 'test'],
  },
  { name: 'fastq', version: '1.17.1', from: fromNpm, prepare: npmInstall, byHand: ['npm', 'test'] },
  {
    name: 'deep-equal',
    version: '2.2.3',
    from: fromNpm,
    prepare: npmInstall,
    byHand: ['npm', 'test'],
  },
  {
    name: 'object-inspect',
    version: '1.13.4',
    from: fromNpm,
    prepare: npmInstall,
    byHand: ['npm', 'test'],
  },
  {
    name: 'idna',
    version: '3.20',
    from: fromPypi,
    prepare: venv('-e', '.', 'hypothesis'),
    byHand: pytest,
  },
  { name: 'six', version: '1.17.0', from: fromPypi, prepare: venv('-e', '.'), byHand: pytest },
  {
    name: 'more-itertools',
    version: '11.2.1',
    from: fromPypi,
    prepare: venv('-e', '.'),
    byHand: pytest,
  },
  {
    name: 'attrs',
    version: '26.1.0',
    from: fromPypi,
    prepare: venv('-e', '.', 'hypothesis', 'cloudpickle'),
    byHand: pytest,
  },
  {
    name: 'github.com/go-errors/errors',
    version: 'v1.5.1',
    from: fromGo,
    prepare: [['go', 'mod', 'download']],
    byHand: goTests,
  },
  {
    name: 'github.com/spf13/cast',
    version: 'v1.7.1',
    from: fromGo,
    prepare: [['go', 'mod', 'download']],
    byHand: goTests,
  },
  {
    name: 'github.com/stretchr/testify',
    version: 'v1.10.0',
    from: fromGo,
    prepare: [['go', 'mod', 'download']],
    byHand: goTests,
  },
  {
    name: 'itoa',
    version: '1.0.15',
    from: fromCrates,
    prepare: [['cargo', 'fetch']],
    byHand: ['cargo', 'test'],
  },
  {
    name: 'semver',
    version: '1.0.26',
    from: fromCrates,
    prepare: [['cargo', 'fetch']],
    byHand: ['cargo', 'test'],
  },
  {
    name: 'cjson',
    version: '1.7.15',
    from: fromDebian,
    prepare: [],
    byHand: ['sh', '-c', 'mkdir b && cd b && cmake .. && make && ctest'],
  },
];

/** The project's tree as a repository of one commit, its dependencies installed beside it. */
export async function fetchProject({ name, version, from, prepare }, folder) {
  const repo = path.join(folder, path.basename(name));
  await from(name, version, repo);
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  const ignored = ['node_modules', '.venv', '*.egg-info', 'target', '__pycache__', ''];
  await writeFile(path.join(repo, '.git-exclude'), ignored.join('\n'));
  await run(['git', 'init', '--quiet', '-b', 'main'], repo);
  await rename(path.join(repo, '.git-exclude'), path.join(repo, '.git/info/exclude'));
  for (const argv of prepare) await run(argv, repo);
  await run(['git', 'add', '-A'], repo);
  await run(['git', ...who, 'commit', '--quiet', '-m', `${name} ${version}`], repo);
  return repo;
}
