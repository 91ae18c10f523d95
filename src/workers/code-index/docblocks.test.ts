import { expect, it } from 'vitest';
import { solveTexts } from './testing/solve-texts.ts';

const short = (line: string): string => line.replaceAll(/[\w/.]+#/g, '');

async function callsTo(target: RegExp, texts: Record<string, string>): Promise<string[]> {
  const { calls } = await solveTexts(texts);
  return calls.map(short).filter((line) => target.test(line));
}

const REPO_PHP =
  '<?php\nnamespace App\\Store;\nclass Repo { public function find() {} }\nclass Other { public function find() {} }';

it.each([
  ['a property', '/** @var Repo */ private $r; public function go() { $this->r->find(); }'],
  [
    'two properties',
    '/** @var Repo|null */ private $q, $r; public function go() { $this->r->find(); }',
  ],
  [
    'a static property',
    '/** @var Store\\Repo */ static $r; public function go() { self::$r->find(); }',
  ],
  ['a parameter', '/** @param ?Repo $r what */ public function go($r) { $r->find(); }'],
  [
    'one of several parameters',
    '/**\n * @param int $a\n * @param Alias $r\n */ public function go($a, $r) { $a->find(); $r->find(); }',
  ],
  [
    'a list',
    '/** @param Repo[] $r */ public function go(array $r) { foreach ($r as $x) { $x->find(); } }',
  ],
  [
    'a nested list',
    '/** @param array<string, list<Repo>> $r */ public function go($r) { foreach ($r as $x) { foreach ($x as $y) { $y->find(); } } }',
  ],
  [
    'a rest parameter',
    '/** @param Repo ...$r */ public function go(...$r) { foreach ($r as $x) { $x->find(); } }',
  ],
  [
    'a result',
    '/** @return \\App\\Store\\Repo */ public function make() { return x(); } public function go() { $this->make()->find(); }',
  ],
  [
    'self',
    '/** @var Repo */ public $r; /** @return static */ public function me() { return x(); } public function go() { $this->me()->r->find(); }',
  ],
  ['a local variable', 'public function go() { /** @var Repo $r */ $r = x(); $r->find(); }'],
  ['a loop', 'public function go() { /** @var Repo $r */ foreach (xs() as $r) { $r->find(); } }'],
  [
    'a promoted parameter',
    'public function __construct(/** @var Repo */ private $r) {} public function go() { $this->r->find(); }',
  ],
  [
    'a collection',
    '/** @param Collection<int, Repo> $r */ public function go($r) { foreach ($r as $x) { $x->find(); } }',
  ],
])('INDEX-37 PHP: a docblock gives its type to %s', async (_, member) => {
  const text = `<?php\nnamespace App;\nuse App\\Store;\nuse App\\Store\\Repo;\nuse App\\Store\\Repo as Alias;\nclass Svc {\n  ${member}\n}`;
  expect(await callsTo(/find/, { 'src/Svc.php': text, 'src/Repo.php': REPO_PHP })).toEqual([
    'Svc.go → Repo.find',
  ]);
});

it('INDEX-37 PHP: a class has the properties its docblock names', async () => {
  const text =
    '<?php\nuse App\\Store\\Repo;\n/**\n * @property Repo $r\n * @property-read Repo|null $q\n */\nclass Svc { function go() { $this->r->find(); } function two() { $this->q->find(); } }';
  expect(await callsTo(/find/, { 'a.php': text, 'b.php': REPO_PHP })).toEqual([
    'Svc.go → Repo.find',
    'Svc.two → Repo.find',
  ]);
});

it('INDEX-37 written types outweigh docblocks, and what is no docblock says nothing', async () => {
  const text =
    '<?php\nuse App\\Store\\{Repo, Other};\n/** @param Other $r */\nfunction go(Repo $r) { $r->find(); }\n/* @param Other $r */\nfunction plain($r) { $r->find(); }\n// @param Other $r\nfunction line($r) { $r->find(); }\n/** @param string $r */\nfunction scalar($r) { $r->find(); }\n/** @param Other $q */\nfunction elsewhere($r) { $r->find(); }';
  expect(await callsTo(/find/, { 'a.php': text, 'b.php': REPO_PHP })).toEqual(['go → Repo.find']);
});

it('INDEX-37 JavaScript: docblocks count where nothing flows', async () => {
  const text = `import { Repo } from './repo.js';
/** @param {Repo} repo  @returns {Promise<Repo>} */
export function one(repo) { repo.find(); return load(); }
/** @type {Repo[]} */
const all = load();
export async function two() { for (const each of all) each.find(); }
export async function three() { (await one(null)).find(); }
export class Svc {
  /** @type {?Repo} */
  field;
  /** @param {Repo=} a  @param {Object} opts  @param {Repo} opts.b  @param {...Repo} rest */
  constructor(a, opts, ...rest) { /** @type {Repo|null} */ this.other = a; for (const each of rest) each.find(); opts.find(); }
  go() { this.field.find(); }
  more() { this.other.find(); }
}
/** @param {Repo} repo */
export const arrow = (repo) => { repo.find(); };
/** @param {Repo} repo */
const flowing = (repo) => repo.find();
flowing({ find() {} });
`;
  const found = await callsTo(/find$/, {
    'a.js': text,
    'repo.js': 'export class Repo { find() {} }',
  });
  expect(found).toEqual([
    ...['Svc.constructor', 'Svc.go', 'Svc.more', 'arrow'].map((from) => `${from} → Repo.find`),
    'flowing → find',
    ...['one', 'three', 'two'].map((from) => `${from} → Repo.find`),
  ]);
});
