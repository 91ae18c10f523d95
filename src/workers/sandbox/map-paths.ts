import type { ToolJob } from '#shared/messages/job.ts';

/**
 * Puts the worktree's real path in place of the checkout's, as which a command saw it, in what the
 * command said or reported. Paths of dependencies stay: these do lie in the checkout.
 */
export function createPathMap({
  checkout,
  confinement,
  copyOf,
  cwd,
}: Pick<ToolJob, 'checkout' | 'confinement' | 'copyOf' | 'cwd'>): (text: string) => string {
  if (checkout === null || confinement.driver === 'none') return (text) => text;
  const worktree = copyOf ?? cwd;
  const { path, dependencies } = checkout;
  // The end of the path: a slash, or nothing that could go on with the folder's name.
  const whole = new RegExp(String.raw`(?<![\w.-])${escape(path)}(?=/|[^\w.-]|$)`, 'g');
  const kept = dependencies.map(({ place }) => `/${place}`);
  return (text) =>
    text.includes(path)
      ? text.replaceAll(whole, (found, at: number) => {
          const rest = text.slice(at + path.length, at + path.length + 1024);
          const isKept = kept.some((place) => rest.startsWith(place) && isEnd(rest[place.length]));
          return isKept ? found : worktree;
        })
      : text;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

function isEnd(next: string | undefined): boolean {
  return next === undefined || !/[\w.-]/.test(next);
}
