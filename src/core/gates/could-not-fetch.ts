const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ENETUNREACH|UnknownHostException|Could not resolve (?:host|dependencies)|Temporary failure in name resolution|Name or service not known|No address associated with hostname|Network is unreachable|network is unreachable|Failed to fetch|dns error|No route to host|--offline|offline mode|because the network was disabled|Network connectivity is disabled|NewConnectionError|registry\.npmjs\.org|services\.gradle\.org|repo\.maven\.apache\.org/;

/**
 * Why a command that may have to fetch something first proves nothing; null: it did not fail for
 * want of a network.
 */
export function whyNotFetched(output: string, beforehand: string | undefined): string | null {
  if (beforehand === undefined || !NO_NETWORK.test(output)) return null;
  return `the command has to fetch something first, and commands have no network here; run \`${beforehand}\` once in the repository, then the tests again`;
}
