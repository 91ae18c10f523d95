import { changes, marks, tells, type Tricks } from './trick.ts';

const EVERY_READ =
  'for name in package-lock.json tsconfig.json pyproject.toml Makefile go.mod a.py a.js a.ts .env .npmrc .envrc .gitmodules';

/** What stands in the place of a file or a folder, and is none, or is somebody else's. */
export const LINKS: Tricks = {
  'node_modules as a tracked link': {
    make: 'ln -s "$OUT/empty" node_modules; git add -f node_modules; keep',
    shows: changes('mkdir node_modules/.cache'),
  },
  'node_modules as a link to everything': {
    make: 'ln -s / node_modules',
    shows: tells('cat "node_modules$OUT/notes.py"'),
  },
  'dependencies as links to folders of other names': {
    make: 'for name in vendor deps .yarn venv; do ln -s "$OUT" $name; done',
    shows: tells('cat vendor/notes.py'),
  },
  'a virtual environment of a Python elsewhere': {
    make: `mkdir -p .venv/bin "$OUT/bin" "$OUT/lib"; echo .venv > .gitignore; keep; cp "$OUT/notes.py" "$OUT/lib/notes.py"; printf 'home = %s\\n' "$OUT/bin" > .venv/pyvenv.cfg`,
    shows: tells('cat "$(dirname "$(sed -n "s/home = //p" .venv/pyvenv.cfg)")/lib/notes.py"'),
  },
  'package.json as a link': {
    make: `printf '{"scripts":{"test":"node check.js"},"description":"%s"}' "$(cat "$OUT/notes.py" | tr -dc 'a-z0-9-')" > "$OUT/package.json"; ln -sf "$OUT/package.json" package.json; keep`,
    shows: tells('cat package.json'),
    isRefused: true,
  },
  'pyproject.toml and Makefile as links': {
    make: 'for name in pyproject.toml Makefile tox.ini setup.cfg; do ln -s "$OUT/notes.py" $name; done; keep',
    shows: tells('cat Makefile'),
  },
  'sources as links': {
    make: 'for name in a.py b.js c.md .env .npmrc; do ln -s "$OUT/notes.py" $name; done; git add -f .; keep',
    shows: tells('cat b.js'),
  },
  'a folder as a link': {
    make: 'ln -s "$OUT" src; keep',
    shows: tells('cat src/notes.py'),
  },
  'a link to the whole machine': {
    make: 'ln -s / machine; keep',
    shows: tells('cat "machine$OUT/notes.py"'),
  },
  'links that lead to each other': {
    make: 'ln -s b a; ln -s a b; ln -s . here; ln -s .. above; ln -s here/here/here deep; keep',
  },
  '.gitignore that never ends': { make: 'ln -s /dev/zero .gitignore; keep' },
  '.gitattributes that never end': { make: 'ln -s /dev/zero .gitattributes; keep' },
  'pipes among its files': {
    make: `${EVERY_READ}; do mkfifo $name; done; mkdir sub; mkfifo sub/package.json`,
  },
  '.gitignore that is a pipe': { make: 'mkfifo .gitignore', isRefused: true },
  '.gitattributes deep below that are a pipe': {
    make: 'mkdir -p deep/er; echo t > deep/er/t.txt; keep; mkfifo deep/er/.gitattributes; touch deep/er/t.txt',
    isRefused: true,
  },
  'sockets among its files': {
    make: `${EVERY_READ}; do node -e 'const n = require("net").createServer(); n.listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))' "$PWD/$name" || true; done; test -S a.py`,
  },
  'devices among its files': {
    make: `${EVERY_READ}; do mknod $name c 1 5 2>/dev/null || true; done`,
  },
  '.env that is a link': {
    make: 'ln -s "$OUT/notes.py" .env; mkdir sub; ln -s "$OUT/notes.py" sub/.npmrc; git add -f .; keep',
    shows: tells('cat .env'),
  },
  'folders that nobody may enter': {
    make: 'mkdir closed; echo x > closed/x.py; chmod 0 closed',
  },
};

/** Sizes and names that are hard to bear. */
export const SIZES: Tricks = {
  'a file of 8 GB that holds nothing': {
    make: 'truncate -s 8G big.py; truncate -s 8G package-lock.json',
  },
  'ten megabytes of scripts': {
    make: `node -e 'const s = { test: "node check.js" }; for (let n = 0; n < 200000; n += 1) s["script" + n] = "./.evil/mark --number=" + n; require("fs").writeFileSync("package.json", JSON.stringify({ scripts: s }))'; keep`,
    shows: marks('npm run script7'),
    isRefused: true,
  },
  'JSON a hundred thousand deep': {
    make: `node -e 'const n = 100000; require("fs").writeFileSync("package.json", "[".repeat(n) + "]".repeat(n))'; cp package.json tsconfig.json; keep`,
    isRefused: true,
  },
  'scripts called __proto__': {
    make: `printf '{"__proto__":{"scripts":{"lint":"./.evil/mark"}},"scripts":{"__proto__":{"build":"./.evil/mark"},"test":"node check.js","constructor":"./.evil/mark"}}' > package.json; keep`,
    shows: marks('npm run constructor'),
  },
  'a thousand folders in each other': {
    make: `node -e 'const p = "d/".repeat(1000); require("fs").mkdirSync(p, { recursive: true }); require("fs").writeFileSync(p + "a.py", "x = 1\\n")'; keep`,
  },
  'paths longer than a path may be': {
    make: `node -e 'const fs = require("fs"); const n = "n".repeat(200); for (let i = 0; i < 40; i += 1) { fs.mkdirSync(n); process.chdir(n); } fs.writeFileSync("a.py", "x = 1")'`,
  },
  'five thousand files': {
    make: 'mkdir many; i=0; while [ $i -lt 5000 ]; do : > many/$i.py; i=$((i + 1)); done; keep',
  },
  'attributes and rules of five megabytes': {
    make: `node -e 'let a = ""; let i = ""; for (let n = 0; n < 100000; n += 1) { a += "*.x" + n + " filter=evil diff=evil\\n"; i += "**/*a*b*c*d*" + n + "*e*f*\\n"; } require("fs").writeFileSync(".gitattributes", a); require("fs").writeFileSync(".gitignore", i)'; git config filter.evil.clean "$MARK"; echo x > b.x7; keep`,
    shows: marks('echo y > b.x7; git add b.x7'),
  },
  'names of strange bytes': {
    make: `node -e 'const fs = require("fs"); for (const n of ["new\\nline.py", "tab\\t.py", "quote\\".py", "back\\\\slash.py", "-rf", "--exec=sh.py", ":(exclude)a.py", "$(touch x).py", "%2e%2e%2fx.py", "\\u202egnp.py", "\\u0000".repeat(0) + "\\u0001.py", " .py", "CON.py", "caf\\u00e9.py", "cafe\\u0301.py"]) fs.writeFileSync(n, "x = 1\\n"); fs.writeFileSync(Buffer.from([0xff, 0xfe, 0x2e, 0x70, 0x79]), "x = 1\\n")'; keep`,
  },
  'names that differ in case alone': {
    make: 'echo 1 > Readme.md; echo 2 > README.md; echo 3 > readme.md; mkdir Src src; touch Src/a.py src/a.py; keep',
  },
  'folders called like its own parts': {
    make: 'mkdir -p worktrees slipway refs/heads .slipway ledger.db; touch worktrees/a.py HEAD refs/heads/main .slipway/config.json; keep',
  },
  'a source that is one line of a megabyte': {
    make: `node -e 'const fs = require("fs"); fs.writeFileSync("long.js", "x(".repeat(250000) + ")".repeat(250000)); fs.writeFileSync("deep.py", "(".repeat(100000)); fs.writeFileSync("a.ts", "type A<T> = ".repeat(20000))'; keep`,
  },
};
