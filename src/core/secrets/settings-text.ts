import { sextetOf } from './byte-text.ts';
import {
  isWorthHiding,
  passwordsOfUrls,
  secretsOfSetting,
  type KnownSecret,
} from './known-secret.ts';

/** Secrets among environment variables. Names and places of this user are no secrets. */
export function secretsOfEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): KnownSecret[] {
  const own = ['USER', 'LOGNAME', 'USERNAME', 'HOSTNAME', 'HOME', 'PWD', 'OLDPWD', 'PATH'];
  const harmless = new Set(own.map((name) => environment[name]));
  return Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || harmless.has(value) ? [] : secretsOfSetting(name, value),
  );
}

/** Secrets in a `.env` file: `NAME=value`, quoted or not, with or without `export`. */
export function secretsOfDotenv(text: string): KnownSecret[] {
  const lines = text.matchAll(
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\r\n]*))/gm,
  );
  return [...lines].flatMap(([, name = '', double, single, bare = '']) => {
    if (double !== undefined)
      return [...new Set([double, unescaped(double)])].flatMap((each) =>
        secretsOfSetting(name, each),
      );
    return secretsOfSetting(name, single ?? bare.replace(/[ \t]+#.*$/, ''));
  });
}

/** Secrets in git's own files: passwords of remotes and headers that carry a login. */
export function secretsOfGitConfig(text: string): KnownSecret[] {
  const passwords = passwordsOfUrls(text).map((value) => ({ kind: 'git-remote', value }));
  const users = [...text.matchAll(/:\/\/([^\s/:@"']{20,512})@/g)]
    .map(([, user = '']) => user)
    .filter((user) => /\d/.test(user) && isWorthHiding(user))
    .map((value) => ({ kind: 'git-remote', value }));
  const headers = [
    ...text.matchAll(
      /^[ \t]*(?:\[[^\r\n]*\][ \t]*)?extraheader[ \t]*=[ \t]*"?[\w-]+:[ \t]*(.+?)"?[ \t]*$/gim,
    ),
  ]
    .map(([, header = '']) => header.split(/\s+/).at(-1) ?? '')
    .flatMap((value) => [value, ...passwordsIn(value)])
    .filter((value) => isWorthHiding(value))
    .map((value) => ({ kind: 'git-header', value }));
  return [...passwords, ...users, ...headers];
}

/** Secrets in `.npmrc` and the like: `//host/:_authToken=value`. */
export function secretsOfNpmrc(text: string): KnownSecret[] {
  const found = text.matchAll(
    /^[^#;\n]*(_authToken|_password|_auth)[ \t]*=[ \t]*"?([^\s"]+)"?[ \t]*$/gm,
  );
  return [...found]
    .flatMap(([, name, value = '']) =>
      name === '_authToken' ? [value] : [value, ...passwordsIn(value)],
    )
    .filter((value) => isWorthHiding(value))
    .map((value) => ({ kind: 'npmrc', value }));
}

/** Secrets in `.netrc`: `machine host login name password value`, in any layout. */
export function secretsOfNetrc(text: string): KnownSecret[] {
  const found = text.matchAll(/(?:^|\s)password\s+(?:"((?:[^"\\\r\n]|\\.)*)"|(\S+))/g);
  return [...found]
    .map(([, quoted, bare = '']) => quoted?.replaceAll(/\\(.)/g, '$1') ?? bare)
    .filter((value) => isWorthHiding(value))
    .map((value) => ({ kind: 'netrc', value }));
}

/** What a login in base64 says in plain: a password, or what stands behind a user's name. */
function passwordsIn(base64: string): string[] {
  if (!/^[\w+/-]{8,4096}=*$/.test(base64)) return [];
  const sextets = Array.from(base64.replace(/=+$/, ''), (digit) => sextetOf(digit.charCodeAt(0)));
  const bits = sextets.map((each) => each.toString(2).padStart(6, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  const text = String.fromCharCode(...bytes.map((each) => Number.parseInt(each, 2)));
  if (!/^[\x20-\x7E]+$/.test(text)) return [];
  return [...new Set([text, text.slice(text.indexOf(':') + 1)])];
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([nrt"\\$])/g, (_, char: string) => ESCAPES[char] ?? char);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
