import { describe, expect, it } from 'vitest';
import {
  secretsOfDotenv,
  secretsOfEnvironment,
  secretsOfGitConfig,
  secretsOfNetrc,
  secretsOfNpmrc,
} from './settings-text.ts';

const valuesOf = (found: readonly { value: string }[]): string[] => found.map(({ value }) => value);
const ofEnvironment = (environment: Record<string, string>): string[] =>
  valuesOf(secretsOfEnvironment(environment));

describe('SECRET-1 values the app can know', () => {
  it.each([
    ['DB_PASSWORD', 'h7Gk2mQ9'],
    ['API_TOKEN', 'abcdefgh12345678'],
    ['clientSecret', 'correct-horse-battery-9'],
    ['SESSION_SECRET', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['FOO', 'Zx8kPq2LmN4vB7yT'],
    ['RAILS_MASTER_KEY', '9f86d081884c7d659a2feaa0c55ad015'],
  ])('takes %s=%s', (name, value) => {
    expect(ofEnvironment({ [name]: value })).toEqual([value]);
  });

  it.each([
    ['API_TOKEN', 'short12'],
    ['SECRET_PATH', '/run/secrets/db_password_9x'],
    ['TOKEN', '~/.config/token9x'],
    ['DB_PASSWORD', 'postgres'],
    ['PASSWORD', '12345678'],
    ['PORT', '12345678'],
    ['GITHUB_SHA', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b'],
    ['RUN_ID', '01J9Z3M4Q5R6S7T8V9W0X1Y2Z3'],
    ['INVOCATION_ID', '123e4567-e89b-12d3-a456-426614174000'],
    ['LANG', 'en_US.UTF-8'],
    ['TERM_PROGRAM', 'Apple_Terminal'],
    ['SSH_AUTH_SOCK', '/tmp/ssh-XXXXabc1/agent.1234'],
    ['LS_COLORS', 'rs=0:di=01;34:ln=01;36'],
    ['HOMEPAGE', 'https://example.org/a1b2c3d4e5'],
    ['npm_config_user_agent', 'npm/11.3.0 node/v24.1.0 linux x64'],
    ['WORD', 'extraordinarily'],
    ['VERSION', '24.11.1-beta.12'],
  ])('leaves %s=%s', (name, value) => {
    expect(ofEnvironment({ [name]: value })).toEqual([]);
  });

  it('leaves the user and the machine', () => {
    const name = 'build7agentX9Qz';
    expect(ofEnvironment({ USER: name, HOSTNAME: name, BUILD_TOKEN: name })).toEqual([]);
  });

  it('takes the password of an address under any name', () => {
    expect(ofEnvironment({ DATABASE_URL: 'postgres://app:s3cr%24tPw@db/app' })).toEqual([
      's3cr%24tPw',
      's3cr$tPw',
    ]);
  });

  it('reads .env files', () => {
    const text = `# note\nexport DB_PASSWORD="h7G\\"k2mQ9" \nAPI_TOKEN='abc123defgh'\nPLAIN=hello # word\nTOKEN_B=zz11yy22xx # why\nPORT=8080\n`;
    expect(valuesOf(secretsOfDotenv(text))).toEqual([
      'h7G\\"k2mQ9',
      'h7G"k2mQ9',
      'abc123defgh',
      'zz11yy22xx',
    ]);
  });

  it('reads git settings', () => {
    const text = `[remote "origin"]\n\turl = https://bob:s3cretPazz@example.org/a.git\n\tpushurl = https://k2Jd8s0aLq9Zx4Vb7Nm1@example.org\n[http "https://example.org/"]\n\textraheader = AUTHORIZATION: basic eDphYmNkZWYxMjM0NTY=\n[remote "b"]\n\turl = git@example.org:a/b.git\n`;
    expect(valuesOf(secretsOfGitConfig(text))).toEqual([
      's3cretPazz',
      'k2Jd8s0aLq9Zx4Vb7Nm1',
      'eDphYmNkZWYxMjM0NTY=',
      'x:abcdef123456',
      'abcdef123456',
    ]);
    const oneLine = '[http "https://example.org/"] extraHeader = "X-Token: k2Jd8s0aLq9Zx4Vb"\n';
    expect(valuesOf(secretsOfGitConfig(oneLine))).toEqual(['k2Jd8s0aLq9Zx4Vb']);
  });

  it('reads .npmrc', () => {
    const text =
      'registry=https://registry.example.org/\n//registry.example.org/:_authToken=k2Jd8s0aLq9Zx4\n';
    expect(valuesOf(secretsOfNpmrc(text))).toEqual(['k2Jd8s0aLq9Zx4']);
    const encoded = `//a/:_password=${btoa('h7Gk2mQ9x')}\n//b/:_auth=${btoa('bob:zz11yy22xx')}\n`;
    expect(valuesOf(secretsOfNpmrc(encoded))).toEqual([
      btoa('h7Gk2mQ9x'),
      'h7Gk2mQ9x',
      btoa('bob:zz11yy22xx'),
      'bob:zz11yy22xx',
      'zz11yy22xx',
    ]);
  });

  it('reads .netrc in any layout', () => {
    const text =
      'machine a.example.org\n  login bob\n\tpassword h7Gk2mQ9x\nmachine b login c password "zz 11\\"yy22"\ndefault password short1\n';
    expect(valuesOf(secretsOfNetrc(text))).toEqual(['h7Gk2mQ9x', 'zz 11"yy22']);
  });
});
