const NAMES = new Set([
  '.envrc',
  '.npmrc',
  '.netrc',
  '_netrc',
  '.pypirc',
  '.pgpass',
  '.my.cnf',
  '.mylogin.cnf',
  '.htpasswd',
  '.git-credentials',
  '.dockercfg',
  '.dockerconfigjson',
  '.s3cfg',
  '.boto',
  '.vault-token',
  '.terraformrc',
  'terraform.rc',
  '.databrickscfg',
  '.credentials',
  'credentials',
  'credentials.json',
  'credentials.toml',
  'credentials.yml',
  'credentials.yaml',
  'credentials.yml.enc',
  'client_secret.json',
  'client_secrets.json',
  'application_default_credentials.json',
  'service-account.json',
  'service_account.json',
  'serviceaccount.json',
  'secrets.json',
  'secrets.yml',
  'secrets.yaml',
  'secrets.toml',
  'secrets.env',
  'master.key',
  'kubeconfig',
  'local.settings.json',
]);
const ENDINGS = [
  '.pem',
  '.key',
  '.p12',
  '.pfx',
  '.p8',
  '.pkcs12',
  '.jks',
  '.keystore',
  '.bcfks',
  '.kdb',
  '.kdbx',
  '.ppk',
  '.gpg',
  '.pgp',
  '.age',
  '.ovpn',
  '.tfstate',
  '.tfstate.backup',
  '.tfvars',
  '.tfvars.json',
  '.mobileprovision',
  '.agekey',
];
/** Folders whose files are settings of one user, wherever they lie. */
const FOLDERS = new Set(['.ssh', '.gnupg', '.aws', '.azure', '.kube', '.docker', '.gcloud']);
/** What shows how such a file is written, without what belongs in it. */
const TEMPLATE = /(?:^|[.-])(?:example|sample|template|dist|tmpl|defaults?|schema)(?:$|[.-])/;

/**
 * Whether a file keeps secrets by its name, so that it is in no index, no context and no answer.
 * The path is relative, with forward slashes. Templates (`.env.example`) and public keys stay.
 */
export function isSecretFile(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  const name = segments.pop() ?? '';
  if (name.endsWith('.pub') || TEMPLATE.test(name)) return false;
  if (isDotenv(name) || NAMES.has(name) || isSshKey(name)) return true;
  if (ENDINGS.some((ending) => name.endsWith(ending) && name !== ending.slice(1))) return true;
  return segments.some((folder) => FOLDERS.has(folder));
}

/** `.env`, `.env.local`, `prod.env`; not `.environment` and not `env.ts`. */
function isDotenv(name: string): boolean {
  return (
    name === '.env' || name.startsWith('.env.') || name.startsWith('.env-') || name.endsWith('.env')
  );
}

function isSshKey(name: string): boolean {
  return /^(?:id_(?:rsa|dsa|ecdsa|ed25519|xmss)(?:_sk)?|ssh_host_[a-z0-9_]+_key)(?:[._-].*)?$/.test(
    name,
  );
}
