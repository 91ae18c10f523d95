retry() {
  local count=$1
  shift
  "$@"
}

each() {
  local fn=$1
  for item in a b; do
    $fn "$item"
    "$fn" "$item"
  done
}

fetch() { curl x; }
show() { echo "$1"; }

retry 3 fetch url
each show
