/** Programs that run any other program: never allowed, in no lane. */
export const NEVER_PROGRAMS: readonly string[] =
  `sh bash dash zsh ksh csh tcsh fish ash mksh rbash busybox toybox env xargs parallel nohup setsid nice ionice
   timeout time watch script expect sudo su doas pkexec runuser ssh scp sftp nc ncat socat curl wget telnet
   chroot unshare nsenter bwrap setpriv prlimit taskset strace ltrace gdb awk gawk mawk nawk sed ed ex vi vim nano
   emacs less more man docker podman kubectl systemctl systemd-run crontab at batch command eval exec source
   osascript powershell pwsh cmd stdbuf flock chpst start-stop-daemon capsh newgrp sg`.split(/\s+/);
