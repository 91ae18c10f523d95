check_disk() { df -h; }
check_net() { ping -c1 host; }
CHECKS=(check_disk check_net)
run_checks() {
  local c
  for c in "${CHECKS[@]}"; do
    info "check $c"
    $c || return 1
  done
}
