log_line() { printf '%s\n' "$*"; }

log_info() { log_line "I $*"; }
log_error() { log_line "E $*"; }
