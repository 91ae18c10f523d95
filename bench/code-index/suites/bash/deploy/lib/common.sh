info() { _log INFO "$@"; }
warn() { _log WARN "$@" >&2; }
die() { _log ERROR "$@"; exit 1; }
_log() { printf '[%s] %s\n' "$1" "${*:2}"; }
log_stream() { while read -r line; do info "$line"; done; }
with_retry() {
  local n=$1; shift
  local i
  for ((i=0; i<n; i++)); do
    "$@" && return 0
    warn "retry $i"
  done
  return 1
}
