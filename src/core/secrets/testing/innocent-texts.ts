import type { Rng } from '../../ports.ts';
import { CHARS_BY_LETTER } from '../char-class.ts';

/**
 * Lines that hold no secret and look as if they did: ids, hashes, paths, pictures, code about
 * secrets. New ones for each draw, so that a figure over them is not of a few lucky lines.
 */
export function innocentTexts(rng: Rng): string[] {
  const of = (chars: string, length: number): string =>
    Array.from({ length }, () => chars[Math.floor(rng.next() * chars.length)]).join('');
  const hex = (length: number): string => of(CHARS_BY_LETTER['H'] ?? '', length);
  const ulid = (): string => `01${of('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)}`;
  const uuid = (): string => [8, 4, 4, 4, 12].map((length) => hex(length)).join('-');
  const base64 = (length: number): string => of(`${CHARS_BY_LETTER['A'] ?? ''}+/`, length);
  return [
    `commit ${hex(40)} (HEAD -> main)`,
    `index ${hex(7)}..${hex(7)} 100644`,
    `task ${ulid()} waits for ${ulid()}`,
    `request ${uuid()} took 12 ms`,
    `"integrity": "sha512-${base64(86)}==",`,
    `h1:${base64(43)}= go.sum`,
    `sha256:${hex(64)} pulled`,
    `data:image/png;base64,${base64(400)}`,
    `/home/user/project/src/token/parse-token-${hex(8)}.ts:12:34`,
    `https://example.org/path/${hex(12)}?page=2&token=next`,
    `http://localhost:${1024 + Math.floor(rng.next() * 60_000)}/pas/v1/runs`,
    `user@example.org pushed to origin`,
    `const token = lexer.nextToken(${Math.floor(rng.next() * 100)});`,
    `password: z.string().min(8).max(${Math.floor(rng.next() * 256)})`,
    `secret = os.environ["APP_SECRET_${of('ABC', 3)}"]`,
    `api_key: \${{ secrets.API_KEY_${Math.floor(rng.next() * 9)} }}`,
    `token=$GITHUB_TOKEN password=\${DB_PASSWORD}`,
    `--token <token> --password-file /run/secrets/db_${hex(4)}`,
    `expect(tokens_in).toBe(${Math.floor(rng.next() * 100_000)})`,
    `ok ${Math.floor(rng.next() * 900)} - refuses a request without a token`,
    `time=${1_700_000_000 + Math.floor(rng.next() * 1e8)} level=info msg="password changed"`,
    `node_modules/.pnpm/sk-plugin@1.${Math.floor(rng.next() * 90)}.0/node_modules/re_export`,
    `version 1.${Math.floor(rng.next() * 99)}.${Math.floor(rng.next() * 99)}-beta.${hex(7)}`,
    `export class SecretTokenProvider${Math.floor(rng.next() * 9)} implements ApiKeySource {`,
    `tokenizer.encode(text, add_special_tokens=True, max_length=${Math.floor(rng.next() * 512)})`,
    `postgres://localhost:5432/test_${hex(6)}`,
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${base64(43)} user@host`,
    `-----BEGIN CERTIFICATE-----\n${base64(64)}\n${base64(64)}\n-----END CERTIFICATE-----`,
    `bearer token is required; basic authentication is not enough`,
    `The secret to good tests is patience, and a token of thanks: ${of('abc', 3)}.`,
    `.btn-${hex(6)} { color: #${hex(6)}; background: url(img-${hex(8)}.png) }`,
    `worker 10.0.0.${Math.floor(rng.next() * 255)}:${1024 + Math.floor(rng.next() * 60_000)} joined`,
  ];
}
