export type JsonObject = Record<string, unknown>;

const TOKENS = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
const TRAILING_COMMA = /("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g;
const MOST_REMEMBERED = 400;

const remembered = new Map<string, JsonObject>();

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a configuration with comments and trailing commas; what is malformed reads as empty, as it
 * configures nothing.
 */
export function readJson(text: string): JsonObject {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const read = parse(text);
  remembered.set(text, read);
  return read;
}

function parse(text: string): JsonObject {
  const plain = text
    .replaceAll(TOKENS, (token) => (token.startsWith('"') ? token : ' '))
    .replaceAll(TRAILING_COMMA, (_, quoted: string | undefined) => quoted ?? '');
  try {
    const value: unknown = JSON.parse(plain.replace(/^\uFEFF/, ''));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
