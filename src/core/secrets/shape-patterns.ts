import { ALIGNMENTS, base64Core, toBase64Url, toHex, type Alignment } from './byte-text.ts';
import { DecodedView } from './decoded-view.ts';
import { matchShape } from './match-shape.ts';
import { parseShape, type Shape } from './parse-shape.ts';
import type { Pattern } from './pattern.ts';
import { CLOUDS } from './shapes/clouds.ts';
import { MODELS_AND_MONEY } from './shapes/models-and-money.ts';
import { SOURCE_HOSTS } from './shapes/source-hosts.ts';
import { WORK_TOOLS } from './shapes/work-tools.ts';
import type { TextView } from './text-view.ts';
import { toUtf8 } from './utf8.ts';

/** Every token shape, by kind. */
export const TOKEN_SHAPES: Readonly<Record<string, readonly string[]>> = {
  ...SOURCE_HOSTS,
  ...CLOUDS,
  ...MODELS_AND_MONEY,
  ...WORK_TOOLS,
};

// The automaton tells shapes apart by so much of their fixed text.
const ANCHOR_CHARS = 12;
const ENCODED_CHARS = 6;
// A shorter text is too common in base64 and hex to be looked at each time.
const SHORTEST_ENCODED = 4;

/** Patterns of all shapes: as they are, and in base64 and hex. */
export function shapePatterns(): Pattern[] {
  return Object.entries(TOKEN_SHAPES).flatMap(([name, notations]) =>
    notations.flatMap((notation) => {
      const shape = parseShape(name, notation);
      return [plainPattern(shape), ...encodedPatterns(shape)];
    }),
  );
}

function plainPattern(shape: Shape): Pattern {
  return {
    anchor: shape.anchor.slice(0, ANCHOR_CHARS),
    mayWrap: false,
    only: onlyWhere(shape),
    follows: followsAnchor(shape),
    look(view, at) {
      const match = matchShape(shape, view, at);
      return typeof match === 'number' ? match : { ...match, kind: shape.name };
    },
  };
}

function followsAnchor({ anchor, parts }: Shape): Pattern['follows'] {
  const run = parts[1];
  return anchor.length <= ANCHOR_CHARS && run?.kind === 'run' ? run : null;
}

function onlyWhere({ ignoresCase, before }: Shape): Pattern['only'] {
  if (ignoresCase) return 'anywhere';
  return before === null ? 'word' : 'case';
}

/** A shape that begins with enough fixed text is found in encoded text, too. */
function encodedPatterns(shape: Shape): Pattern[] {
  if (shape.before !== null || shape.anchor.length < SHORTEST_ENCODED) return [];
  const bytes = toUtf8(shape.anchor.slice(0, ENCODED_CHARS));
  const hex = encodedPattern(shape, {
    anchor: toHex(bytes),
    only: 'anywhere',
    groupDigits: 2,
    decode: (view, at) => ({ start: at, decoded: DecodedView.hex(view, at) }),
  });
  return [hex, ...ALIGNMENTS.flatMap((before) => base64Patterns(shape, bytes, before))];
}

function base64Patterns(shape: Shape, bytes: readonly number[], before: Alignment): Pattern[] {
  const core = base64Core(bytes, before);
  return [...new Set([core, toBase64Url(core)])].map((anchor) =>
    encodedPattern(shape, {
      anchor,
      only: 'case',
      groupDigits: 4,
      decode(view, at) {
        const start = before === 0 ? at : lastDigitBefore(view, at);
        return { start, decoded: DecodedView.base64(view, start, before) };
      },
    }),
  );
}

interface Encoding {
  anchor: string;
  only: 'case' | 'anywhere';
  /** Digits after which a byte begins with a digit again. */
  groupDigits: 2 | 4;
  decode(view: TextView, at: number): { start: number; decoded: DecodedView };
}

function encodedPattern(shape: Shape, encoding: Encoding): Pattern {
  const { anchor, only, groupDigits } = encoding;
  // Where the last look ended in vain: from there on none can begin at a whole number of groups.
  let dead = { view: 0, at: 0, until: 0 };
  return {
    anchor,
    mayWrap: true,
    only,
    follows: null,
    look(view, at) {
      const isSame = dead.view === view.id && (at - dead.at) % groupDigits === 0;
      if (isSame && at > dead.at && at < dead.until) return at;
      const { start, decoded } = encoding.decode(view, at);
      const match = matchShape(shape, decoded, 0);
      if (typeof match !== 'number')
        return { start, end: decoded.endOf(match.end), kind: shape.name };
      const until = decoded.startOf(match);
      if (until > at) dead = { view: view.id, at, until };
      return at;
    },
  };
}

function lastDigitBefore(view: TextView, at: number): number {
  let start = at - 1;
  while (view.code(start) === 10 || view.code(start) === 13) start -= 1;
  return start;
}
