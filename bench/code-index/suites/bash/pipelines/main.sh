produce() { echo 1; }
filter() { grep 1; }
consume() { cat; }
check() { true; }
fallback() { :; }

flow() {
  produce | filter | consume > out.txt
  check && produce || fallback
  if check; then
    consume < out.txt
  elif ! check; then
    fallback
  fi
  while check; do
    filter &
  done
  until check; do fallback; done
  diff <(produce) <(filter)
}

flow
