const NODE = "require('node:child_process').execFileSync('$MARK');\n";
const PYTHON = "import os\nos.system('$MARK')\n";

/** What the hostile commands find in their folder. Those of EXECUTABLE may be run. */
const FILES: Readonly<Record<string, string>> = {
  mark: '#!/bin/sh\nexec $MARK\n',
  'hooks/pre-commit': '#!/bin/sh\nexec $MARK\n',
  'git-mark': '#!/bin/sh\nexec $MARK\n',
  'mark.sh': '$MARK\n',
  'mark.cjs': NODE,
  'mark.js': NODE,
  'mark.mjs': "import { execFileSync } from 'node:child_process';\nexecFileSync('$MARK');\n",
  'plain.js': '',
  'x.js': '',
  'mark.env': 'NODE_OPTIONS=--require=./mark.cjs\n',
  'mark.py': PYTHON,
  '__main__.py': PYTHON,
  'setup.py': PYTHON,
  'plain.py': '',
  'mark.ini': '[pytest]\naddopts = -p mark\n[mypy]\nplugins = mark.py\n',
  'mark.pl': "system('$MARK');\n",
  'mark.pm': "package mark; system('$MARK'); 1;\n",
  'plain.pl': '1;\n',
  'mark.tcl': 'exec $MARK\n',
  'mark.java': `public class mark { public static void main(String[] words) throws Exception {
    new ProcessBuilder("$MARK").inheritIO().start().waitFor(); } }\n`,
  'package.json': JSON.stringify({
    name: 'hostile',
    version: '1.0.0',
    scripts: { test: 'true', pretest: '$MARK', mark: '$MARK' },
  }),
  'evil/package.json': JSON.stringify({
    name: 'evil',
    version: '1.0.0',
    bin: { evil: 'evil' },
    scripts: { preinstall: '$MARK', prepare: '$MARK' },
  }),
  'evil/evil': '#!/bin/sh\nexec $MARK\n',
  Makefile: 'x:\n\t@true $(X)\ncc:\n\t@true $(CC)\nmark:\n\t$MARK\n',
  'mark.mk': 'mark:\n\t$MARK\n',
  'sub-make/Makefile': 'mark:\n\t$MARK\n',
  'mark.ninja': 'rule m\n  command = $MARK\nbuild x.out: m\n',
  'sub-ninja/build.ninja': 'rule m\n  command = $MARK\nbuild x.out: m\n',
  'CMakeLists.txt':
    'cmake_minimum_required(VERSION 3.5)\nproject(x C)\nexecute_process(COMMAND $MARK)\n',
  'mark.cmake': 'execute_process(COMMAND $MARK)\n',
  'go.mod': 'module hostile\n\ngo 1.18\n',
  'mark.go':
    '//go:generate $MARK\npackage main\nimport "os/exec"\nfunc main() { exec.Command("$MARK").Run() }\n',
  'mark_test.go': 'package main\nimport "testing"\nfunc TestX(t *testing.T) {}\n',
  'Cargo.toml':
    '[package]\nname = "hostile"\nversion = "0.1.0"\nedition = "2021"\nbuild = "build.rs"\n',
  'src/main.rs': 'fn main() { std::process::Command::new("$MARK").status().unwrap(); }\n',
  'build.rs': 'fn main() { std::process::Command::new("$MARK").status().unwrap(); }\n',
  'mark.rs': 'fn main() {}\n',
  'mark.c': 'int main() { return 0; }\n',
  'mark.args': '-wrapper $MARK mark.c\n',
  'mark.awk': 'BEGIN { system("$MARK") }\n',
  'mark.sed': '1e $MARK\n',
  'mark.txt': '$MARK\n1\n',
  'mark.list': 'mark.txt\n',
  'mark.ed': '!$MARK\nq\n',
  'mark.sql': '.shell $MARK\n',
  'mark.psql': '\\! $MARK\n',
  'mark.gdb': 'shell $MARK\n',
  'mark.vim': '!$MARK\nqa!\n',
  'mark.ssh': 'Host *\n  ProxyCommand $MARK\n',
  'mark.curl': 'url = "file:///etc/hostname"\noutput = "$OUT/list"\n',
  'mark.tr': '.sy $MARK\n',
  'mark.1': '.TH x 1\n',
  'mark.gitconfig': '[alias]\n\tx = !$MARK\n',
  'mark.json': '{"Replace":{"mark.go":"mark_other.go"}}',
  '.gitattributes': 'mark.txt diff=mark filter=mark merge=mark\n',
  a: '1\n',
  b: '2\n',
};

const EXECUTABLE = new Set(['mark', 'hooks/pre-commit', 'git-mark', 'evil/evil']);

/** The files with the paths of this test, each with its mode. */
export function hostileFiles(paths: {
  mark: string;
  out: string;
}): { name: string; text: string; mode: number }[] {
  return Object.entries(FILES).map(([name, text]) => ({
    name,
    text: text.replaceAll('$MARK', paths.mark).replaceAll('$OUT', paths.out),
    mode: EXECUTABLE.has(name) ? 0o755 : 0o644,
  }));
}
