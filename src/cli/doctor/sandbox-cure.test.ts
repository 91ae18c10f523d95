import { describe, expect, it } from 'vitest';
import { type NamespaceFacts, sandboxCure } from './sandbox-cure.ts';

const fine: NamespaceFacts = {
  bubblewrap: '/usr/bin/bwrap',
  isRestrictedByAppArmor: false,
  isCloneForbidden: false,
  isCountZero: false,
  container: null,
  isRoot: false,
};

describe('sandboxCure', () => {
  it('names the package where bubblewrap is missing, whatever else is wrong', () => {
    expect(sandboxCure({ ...fine, bubblewrap: null, container: 'docker' })).toContain(
      'apt-get install bubblewrap',
    );
  });

  it('names the options of the container', () => {
    const cure = sandboxCure({ ...fine, container: 'podman', isRestrictedByAppArmor: true });
    expect(cure).toContain('podman container');
    expect(cure).toContain('--security-opt seccomp=unconfined');
  });

  it('gives the AppArmor profile with the path of the program that was found', () => {
    const cure = sandboxCure({
      ...fine,
      bubblewrap: '/opt/bin/bwrap',
      isRestrictedByAppArmor: true,
    });
    expect(cure).toContain('profile bwrap /opt/bin/bwrap flags=(unconfined) { userns, }');
    expect(cure).toContain('apparmor_parser --replace');
  });

  it('names the switch of the kernel that forbids namespaces', () => {
    expect(sandboxCure({ ...fine, isCountZero: true })).toContain('user.max_user_namespaces');
    expect(sandboxCure({ ...fine, isCloneForbidden: true })).toContain('unprivileged_userns_clone');
  });

  it('does not blame what does not bind root', () => {
    const cure = sandboxCure({
      ...fine,
      isRoot: true,
      isCloneForbidden: true,
      isRestrictedByAppArmor: true,
    });
    expect(cure).toBe('run `bwrap --ro-bind / / true` to see what this machine refuses');
  });
});
