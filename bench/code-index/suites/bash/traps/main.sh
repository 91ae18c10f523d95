cleanup() { rm -f tmp; }
on_error() { log "$1"; }
log() { echo "$1"; }

trap cleanup EXIT
trap 'on_error $LINENO' ERR
trap - INT

work() { log work; }
work
