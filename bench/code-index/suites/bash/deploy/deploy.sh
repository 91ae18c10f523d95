#!/usr/bin/env bash
set -euo pipefail
SCRIPT_DIR="$( cd "$( dirname "${BASH_SOURCE[0]}" )" &> /dev/null && pwd )"
. "${SCRIPT_DIR}/lib/common.sh"
source "${SCRIPT_DIR}/lib/checks.sh" || exit 1

usage() {
  cat <<USAGE
usage: $0 $(version)
USAGE
  exit 1
}

version() { echo 1.0; }

parse_args() {
  while getopts "he:" opt; do
    case $opt in
      h) usage ;;
      e) ENVIRONMENT=$OPTARG ;;
      *) die "bad option" ;;
    esac
  done
}

deploy_app() {
  local env="$1"
  info "deploying $env"
  if ! run_checks "$env"; then
    die "checks failed"
  fi
  with_retry 3 push_image "$env"
  (cd /tmp && push_image local) &
  wait
}

push_image() {
  docker push "img:$1" > >(log_stream) 2>&1
}

on_exit() { local rc=$?; cleanup; exit $rc; }
cleanup() { rm -rf "$TMP"; }

trap on_exit EXIT INT

main() {
  parse_args "$@"
  for e in staging prod; do
    deploy_app "$e" || { warn "failed"; continue; }
  done
}

if [[ "${BASH_SOURCE[0]}" == "$0" ]]; then
  main "$@"
fi
