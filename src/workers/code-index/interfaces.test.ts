import { describe, expect, it } from 'vitest';
import { solveTexts } from './testing/solve-texts.ts';

/**
 * A method without a body, a class that has it with one, and who calls it through the declared
 * type. The call reaches both, and who changes the one changes the other.
 */
const PROGRAMS: [
  what: string,
  files: Record<string, string>,
  calls: string[],
  inherits: string[],
][] = [
  [
    'Java: generic, inherited and called from a default method',
    {
      'p/A.java': `package p;
interface Repo<T> { T find(int id); default T one() { return find(1); } }
interface Named extends Repo<String> {}
class Names implements Named { public String find(int id) { return ""; } }`,
      'p/U.java': 'package p;\nclass U { void run(Named n) { n.find(2); } }',
    },
    [
      '? U.run → Repo.find',
      '? Repo.one → Repo.find',
      'U.run → Names.find',
      'Repo.one → Names.find',
    ],
    ['Names.find → Repo.find'],
  ],
  [
    'Go: satisfied without being named',
    {
      'm.go': `package m
type Store interface{ Get(k string) string; Put(k string) }
type Mem struct{}
func (m *Mem) Get(k string) string { return k }
func (m *Mem) Put(k string) {}
type Half struct{}
func (h Half) Get(k string) string { return k }
func Use(s Store) string { return s.Get("x") }`,
    },
    ['? Use → Store.Get', 'Use → Mem.Get'],
    ['Mem.Get → Store.Get', 'Mem.Put → Store.Put'],
  ],
  [
    'C#: generic interface and abstract class',
    {
      'c.cs': `namespace N {
  interface IStore<T> { T Get(string k); }
  abstract class Base { protected abstract void Run(); public void Go() { Run(); } }
  class Mem : Base, IStore<string> { public string Get(string k) => k; protected override void Run() {} }
  class U { string Use(IStore<string> s) => s.Get("x"); }
}`,
    },
    ['? U.Use → IStore.Get', '? Base.Go → Base.Run', 'U.Use → Mem.Get', 'Base.Go → Mem.Run'],
    ['Mem.Get → IStore.Get', 'Mem.Run → Base.Run'],
  ],
  [
    'PHP: interface through an abstract class',
    {
      'd.php': `<?php
interface Store { public function get($k); }
abstract class Base implements Store { abstract function put($v); function both() { $this->put(1); } }
class Mem extends Base { public function get($k) { return $k; } function put($v) {} }
function useIt(Store $s) { $s->get('x'); }`,
    },
    ['? useIt → Store.get', '? Base.both → Base.put', 'useIt → Mem.get', 'Base.both → Mem.put'],
    ['Mem.get → Store.get', 'Mem.put → Base.put'],
  ],
  [
    'C++: pure virtual, by pointer and reference',
    {
      'e.cpp': `struct Store { virtual int get(int k) = 0; int two() { return get(1); } };
struct Mem : Store { int get(int k) override { return k; } };
int use(Store *s) { return s->get(1); }
int use2(Store &s) { return s.get(1); }`,
    },
    [
      '? use → Store.get',
      '? use2 → Store.get',
      '? Store.two → Store.get',
      'use → Mem.get',
      'use2 → Mem.get',
      'Store.two → Mem.get',
    ],
    ['Mem.get → Store.get'],
  ],
  [
    'Rust: dyn, generic and called from the trait',
    {
      'f.rs': `trait Store { fn get(&self, k: i32) -> i32; fn two(&self) -> i32 { self.get(2) } }
struct Mem;
impl Store for Mem { fn get(&self, k: i32) -> i32 { k } }
fn use_dyn(s: &dyn Store) -> i32 { s.get(1) }
fn use_gen<T: Store>(s: T) -> i32 { s.get(1) }`,
    },
    [
      '? use_dyn → Store.get',
      '? use_gen → Store.get',
      '? Store.two → Store.get',
      'use_dyn → Mem.get',
      'use_gen → Mem.get',
      'Store.two → Mem.get',
    ],
    ['Mem.get → Store.get'],
  ],
  [
    'TypeScript: the compiler means the interface, and implementations may run',
    {
      'a.ts': `export interface Store<T = string> { get(k: string): T }
export interface Wide extends Store { more(): void }
export class Mem implements Wide { get = (k: string) => k; more() {} }
export const literal: Store = { get(k) { return k; } };
export const made = { get(k: string) { return k; } } satisfies Store;
export const factory = (): Store => ({ get(k) { return k; } });
export function use(s: Store) { return s.get('x'); }`,
      'sub/b.ts': `import type { Store } from '../a.ts';
export class Far implements Store { get(k: string) { return k; } }
export class Outer<S extends Store> { constructor(private s: S) {} run() { return this.s.get('x'); } }`,
    },
    [
      ...['use', 'Outer.run'].flatMap((from) =>
        ['Mem.get', 'literal.get', 'made.get', 'factory.get', 'Far.get'].map(
          (to) => `? ${from} → ${to}`,
        ),
      ),
      'use → Store.get',
      'Outer.run → Store.get',
    ],
    ['Mem.get → Store.get', 'Mem.more → Wide.more', 'Far.get → Store.get'],
  ],
  [
    'TypeScript: abstract classes, through others and in class expressions',
    {
      'c.ts': `export abstract class Job { abstract run(): void; go() { this.run(); } }
abstract class Mid extends Job {}
export class Mail extends Mid { run() {} }
export const Anon = class extends Job { run() {} };
export function kick(j: Job) { j.run(); }`,
    },
    [
      '? kick → Mail.run',
      '? kick → Anon.run',
      '? Job.go → Mail.run',
      '? Job.go → Anon.run',
      'kick → Job.run',
      'Job.go → Job.run',
    ],
    ['Mail.run → Job.run', 'Anon.run → Job.run'],
  ],
  [
    'Python: abstract methods, protocols and NotImplementedError',
    {
      'd.py': `from abc import ABC, abstractmethod
from typing import Protocol
class Store(ABC):
    @abstractmethod
    def get(self, k): pass
    def two(self): return self.get(2)
class Mem(Store):
    def get(self, k): return k
class P(Protocol):
    def run(self) -> int:
        """What runs."""
        ...
class R(P):
    def run(self): return 1
class Old:
    def stop(self): raise NotImplementedError('stop')
class New(Old):
    def stop(self): return 1
def use(s: Store, p: P, o: Old): s.get(1), p.run(), o.stop()
`,
    },
    [
      ...['Mem.get', 'R.run', 'New.stop'].map((to) => `? use → ${to}`),
      '? Store.two → Mem.get',
      ...['Store.get', 'P.run', 'Old.stop'].map((to) => `use → ${to}`),
      'Store.two → Store.get',
    ],
    ['Mem.get → Store.get', 'R.run → P.run', 'New.stop → Old.stop'],
  ],
];

const short = (line: string): string => line.replaceAll(/[\w/.]+#/g, '');

describe('INDEX-14 a call through a declared type touches the method without a body and those in its place', () => {
  it.each(PROGRAMS)('%s', async (_, files, expectedCalls, expectedInherits) => {
    const { calls, inherits } = await solveTexts(files);
    expect(calls.map(short).toSorted()).toEqual(expectedCalls.toSorted());
    const methods = inherits.filter((line) => line.startsWith('? '));
    expect(methods.map((line) => short(line).slice(2)).toSorted()).toEqual(
      expectedInherits.toSorted(),
    );
  });

  it('what flows to the receiver counts alone, and the declared method as touched', async () => {
    const text = `package p;
interface Store { String get(String k); }
class Mem implements Store { public String get(String k) { return k; } }
class Disk implements Store { public String get(String k) { return k; } }
class U { void run() { Store s = new Mem(); s.get("x"); } }`;
    const { calls } = await solveTexts({ 'p/A.java': text });
    expect(calls.map(short).filter((line) => line.includes('.get'))).toEqual([
      '? U.run → Store.get',
      'U.run → Mem.get',
    ]);
  });

  it('INDEX-24 more classes than are followed leave a sink', async () => {
    const classes = Array.from(
      { length: 12 },
      (_, at) => `export class C${at} implements Store { get() {} }`,
    );
    const text = `export interface Store { get(): void }\n${classes.join('\n')}\nexport function use(s: Store) { s.get(); }`;
    const { calls, sinks } = await solveTexts({ 'a.ts': text });
    expect(calls.filter((line) => line.startsWith('? '))).toHaveLength(10);
    expect(sinks).toEqual(['a.ts:14 s.get (limit)']);
  });
});

it('INDEX-1 an arrow function in a field of a class is what the field holds', async () => {
  const text =
    'export class Mem { get = (k: string) => k; }\nexport function use(m: Mem) { return m.get("x"); }';
  expect((await solveTexts({ 'a.ts': text })).calls.map(short)).toEqual(['use → Mem.get']);
});
