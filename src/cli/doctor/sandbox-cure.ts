/** What the machine says about user namespaces, which bubblewrap needs. */
export interface NamespaceFacts {
  /** bubblewrap's place on PATH; null when it is not installed. */
  bubblewrap: string | null;
  /** Ubuntu's switch: only programs with an AppArmor profile may make user namespaces. */
  isRestrictedByAppArmor: boolean;
  /** Debian's switch `kernel.unprivileged_userns_clone` is 0. */
  isCloneForbidden: boolean;
  /** `user.max_user_namespaces` is 0. */
  isCountZero: boolean;
  /** The container this runs in (docker, podman, …); null outside of one. */
  container: string | null;
  isRoot: boolean;
}

/** What to do so that commands get a sandbox, for the first cause that applies. */
export function sandboxCure(facts: NamespaceFacts): string {
  const { bubblewrap } = facts;
  if (bubblewrap === null) return 'install bubblewrap, e.g. `apt-get install bubblewrap`';
  if (facts.container !== null) return containerCure(facts.container);
  if (facts.isCountZero)
    return 'this kernel allows no user namespaces: `sudo sysctl user.max_user_namespaces=10000`';
  if (facts.isCloneForbidden && !facts.isRoot)
    return 'only root may make user namespaces here: `sudo sysctl kernel.unprivileged_userns_clone=1`';
  if (facts.isRestrictedByAppArmor && !facts.isRoot) return appArmorCure(bubblewrap);
  return 'run `bwrap --ro-bind / / true` to see what this machine refuses';
}

function containerCure(container: string): string {
  return (
    `this is a ${container} container, which usually refuses namespaces: start it with ` +
    '`--security-opt seccomp=unconfined --security-opt apparmor=unconfined`, or run Slipway outside; ' +
    'SLIPWAY_ALLOW_UNSANDBOXED=1 makes the container the only wall'
  );
}

function appArmorCure(program: string): string {
  const profile = `abi <abi/4.0>, include <tunables/global> profile bwrap ${program} flags=(unconfined) { userns, }`;
  return (
    'AppArmor lets only programs with a profile make user namespaces: write ' +
    `\`${profile}\` to /etc/apparmor.d/bwrap and run \`sudo apparmor_parser --replace /etc/apparmor.d/bwrap\``
  );
}
