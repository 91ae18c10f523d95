import { describe, expect, it } from 'vitest';
import { isSecretFile } from './secret-file.ts';

describe('SECRET-10 files that keep secrets', () => {
  it.each([
    '.env',
    '.env.local',
    'apps/web/.env.production',
    'prod.env',
    '.envrc',
    '.npmrc',
    '.netrc',
    '.pypirc',
    'certs/server.pem',
    'server.key',
    'id_rsa',
    'keys/id_ed25519',
    'id_ed25519_work',
    '.aws/credentials',
    'credentials.json',
    'service-account.json',
    'store.p12',
    'store.pfx',
    'vault.kdbx',
    'release.keystore',
    'a.jks',
    'terraform.tfstate',
    'infra/terraform.tfstate.backup',
    'prod.tfvars',
    'config/master.key',
    'secrets.yaml',
    '.git-credentials',
    '.pgpass',
    '.ssh/config',
    '.kube/config',
    '.docker/config.json',
    'putty.ppk',
    'AuthKey.p8',
    'ENV/.ENV',
  ])('%s', (path) => {
    expect(isSecretFile(path)).toBe(true);
  });

  it.each([
    '.env.example',
    '.env.sample',
    '.env.template',
    'env.ts',
    '.environment',
    'src/environment.ts',
    'id_rsa.pub',
    'src/key.ts',
    'keys.md',
    'token.ts',
    'secrets.ts',
    'src/secrets/masker.ts',
    'credentials.ts',
    'docs/credentials.md',
    'example.env',
    'public.pub',
    'terraform/main.tf',
    'terraform.tfvars.example',
    'package.json',
    'Dockerfile',
    'idea.md',
    'id_token.ts',
    'monkey',
    'identity.ts',
  ])('not %s', (path) => {
    expect(isSecretFile(path)).toBe(false);
  });
});
