source "${BASH_SOURCE%/*}/log.sh"

ensure_dir() {
  [ -d "$1" ] || mkdir "$1" || log_error "no $1"
}
