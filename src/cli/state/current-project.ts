import { resolve } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { countOf } from '#shared/present/format-count.ts';
import type { Cli } from '../cli.ts';
import { remark } from '../cli.ts';
import type { Engine } from '../engine/engine.ts';
import { gitTopLevel } from './git-top-level.ts';
import { loadState, saveState, stateFilePath } from './state-file.ts';
import type { CliState } from './state-file.ts';

/**
 * The folder a choice of project belongs to: the repository around `--repo` or the working
 * directory.
 */
export function workingFolder(cli: Cli): string {
  const start = resolve(cli.place.cwd, cli.repo ?? '.');
  return gitTopLevel(start) ?? start;
}

/**
 * The project a command is about: `--project`, else the one chosen in this folder, else the only
 * one registered for this repository.
 */
export async function currentProject(cli: Cli, engine: Engine): Promise<number> {
  if (cli.project !== undefined) return cli.project;
  const folder = workingFolder(cli);
  const chosen = await rememberedProject(cli, engine);
  if (chosen !== undefined) return chosen;
  const { projects } = await engine.client.plms.listProjects({});
  const here = projects.filter(({ repo, status }) => repo === folder && status !== 'cancelled');
  if (here.length === 1 && here[0]) return here[0].project_id;
  const theirs = (await readState(cli)).others.currentProjectId;
  if (theirs !== null && projects.some(({ project_id }) => project_id === theirs)) return theirs;
  throw new AppError('unknown_project', whyNone(here.length, projects.length));
}

/** The project chosen in the working folder earlier. */
export async function rememberedProject(cli: Cli, engine: Engine): Promise<number | undefined> {
  const state = await readState(cli);
  return state.projects[engine.store]?.[workingFolder(cli)];
}

/** Makes a project the current one of the working folder. */
export async function chooseProject(cli: Cli, engine: Engine, projectId: number): Promise<void> {
  const state = await readState(cli);
  const folder = workingFolder(cli);
  const ofStore = { ...state.projects[engine.store], [folder]: projectId };
  const projects = { ...state.projects, [engine.store]: ofStore };
  await saveState(stateFilePath(cli.place.home), { ...state, projects });
}

/** Keeps the addresses of a running engine as the last used ones. */
export async function rememberAddresses(cli: Cli, engine: Engine): Promise<void> {
  const state = await readState(cli);
  if (JSON.stringify(state.services) === JSON.stringify(engine.addresses)) return;
  const { pas, plms, rag } = engine.addresses;
  await saveState(stateFilePath(cli.place.home), { ...state, services: { pas, plms, rag } });
}

async function readState(cli: Cli): Promise<CliState> {
  const { state, warning } = await loadState(stateFilePath(cli.place.home));
  if (warning !== null) remark(cli, warning);
  return state;
}

function whyNone(here: number, all: number): string {
  if (here > 1) {
    return `This repository has ${countOf(here, 'project')}; choose one with \`vp use ID\` (\`vp projects\` lists them).`;
  }
  const others = all > 0 ? ', or choose one of `vp projects` with `vp use ID`' : '';
  return `No project is chosen in this folder. Register one with \`vp new --name NAME\`${others}.`;
}
