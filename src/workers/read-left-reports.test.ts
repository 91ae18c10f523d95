import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseReport } from '#core/gates/parse-report.ts';
import { readLeftReports } from './read-left-reports.ts';

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-reports-')));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const FOLDERS = ['target/surefire-reports', 'build/test-results'];

function write(path: string, name: string, failure = ''): string {
  const file = join(cwd, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite><testcase name="${name}">${failure}</testcase></testsuite>`,
  );
  return file;
}

describe('PLAN-16 reports that a build leaves by itself', () => {
  it('are read from every module as one', () => {
    write('a/target/surefire-reports/TEST-A.xml', 'a');
    write('b/c/build/test-results/test/TEST-B.xml', 'b', '<failure message="no"/>');
    const report = readLeftReports(cwd, FOLDERS, Date.now());
    const result = parseReport('summary_line', {
      report,
      stdout: '',
      output: 'BUILD SUCCESSFUL',
      exitCode: 0,
    });
    expect(result).toMatchObject({
      ok: true,
      report: { passed: 1, failed: 1, failures: [{ id: 'b', message: 'no' }] },
    });
  });

  it('count only when they were written since the command started, in these folders, and are files', () => {
    const old = write('target/surefire-reports/TEST-Old.xml', 'old');
    utimesSync(old, 1, 1);
    write('elsewhere/TEST-A.xml', 'a');
    write('target/surefire-reports/other.xml', 'b');
    symlinkSync('/etc/passwd', join(cwd, 'target/surefire-reports/TEST-Link.xml'));
    expect(readLeftReports(cwd, FOLDERS, Date.now())).toBeNull();
    expect(readLeftReports(cwd, [], Date.now())).toBeNull();
  });
});
