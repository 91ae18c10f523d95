cmd_start() { announce start; }
cmd_stop() { announce stop; }
usage() { announce usage; }
announce() { echo "$1"; }

main() {
  case "$1" in
    start) shift; cmd_start "$@" ;;
    stop) cmd_stop ;;
    *) usage; exit 1 ;;
  esac
}

main "$@"
