import type { Install } from '#shared/messages/install.ts';

/** The commands as one line. */
export function installCommand({ commands }: Install): string {
  return commands.map((words) => words.join(' ')).join(' && ');
}

/** The question to a person. */
export function installQuestion(install: Install, name: string): string {
  const hosts = install.registries.map((each) => each.replace(/:(?:443|80)$/, '')).join(' and ');
  return `Install the dependencies of ${name} with \`${installCommand(install)}\` from ${hosts}? Packages' own scripts do not run. They are put beside the run, not into the checkout, and its failed part runs again.`;
}
