import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { assertNever } from '#shared/assert.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * Writes the completion script of a shell; load it with `source <(vp completion bash)` or in the
 * shell's own way.
 */
export function runCompletion(cli: Cli, shell: Shell, program: Command): number {
  cli.streams.stdout.write(completionScript(shell, program));
  return 0;
}

interface Words {
  name: string;
  about: string;
  options: { flag: string; about: string }[];
}

/** A script made from the commands and options that the program really has. */
export function completionScript(shell: Shell, program: Command): string {
  const common = optionsOf(program);
  const commands = program.commands.map((command) => ({
    name: command.name(),
    about: command.summary() || command.description(),
    options: [...optionsOf(command), ...common],
  }));
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands, common);
    default:
      return assertNever(shell);
  }
}

function optionsOf(command: Command): Words['options'] {
  return command.options.flatMap(({ long, description }) =>
    long === undefined || long === null ? [] : [{ flag: long, about: description }],
  );
}

function bash(commands: readonly Words[]): string {
  const cases = commands
    .map(
      ({ name, options }) => `    ${name}) words="${options.map(({ flag }) => flag).join(' ')}" ;;`,
    )
    .join('\n');
  return `_vp() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="${commands.map(({ name }) => name).join(' ')}"
  [ "$COMP_CWORD" -gt 1 ] && case "\${COMP_WORDS[1]}" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ "\${#COMPREPLY[@]}" -eq 0 ] && COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _vp vp
`;
}

function zsh(commands: readonly Words[]): string {
  const list = commands.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`).join('\n');
  const cases = commands
    .map(({ name, options }) => {
      const specs = options.map(({ flag, about }) =>
        quoted(`${flag}[${about.replaceAll(/[[\]]/g, '')}]`),
      );
      return `    ${name}) _arguments ${specs.join(' ')} '*:file:_files' ;;`;
    })
    .join('\n');
  return `#compdef vp
_vp() {
  local -a commands=(
${list}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${cases}
  esac
}
compdef _vp vp
`;
}

function fish(commands: readonly Words[], common: Words['options']): string {
  const lines = commands.flatMap(({ name, about, options }) => [
    `complete -c vp -n __fish_use_subcommand -f -a ${name} -d ${quoted(about)}`,
    ...options
      .filter(({ flag }) => !common.some((one) => one.flag === flag))
      .map(
        (one) =>
          `complete -c vp -n '__fish_seen_subcommand_from ${name}' -l ${one.flag.slice(2)} -d ${quoted(one.about)}`,
      ),
  ]);
  const shared = common.map(
    ({ flag, about }) => `complete -c vp -l ${flag.slice(2)} -d ${quoted(about)}`,
  );
  return `${[...lines, ...shared].join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
