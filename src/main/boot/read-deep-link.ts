import { runIdSchema } from '#shared/ids.ts';

export const LINK_SCHEME = 'slipway';

/** The run that `slipway://run/ID` names; null for any other text. */
export function readDeepLink(text: string): string | null {
  const match = /^slipway:\/\/run\/([^/?#]+)\/?$/i.exec(text);
  if (match?.[1] === undefined) return null;
  try {
    return runIdSchema.safeParse(decodeURIComponent(match[1])).data ?? null;
  } catch {
    // A lone percent sign: not a link we made.
    return null;
  }
}

/** The first deep link among a program's arguments. */
export function deepLinkIn(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const runId = readDeepLink(argument);
    if (runId !== null) return runId;
  }
  return null;
}
