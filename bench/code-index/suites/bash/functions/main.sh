#!/usr/bin/env bash

greet() {
  say "hello $1"
}

function say {
  echo "$@"
}

function loud() {
  greet "$1" | tr a-z A-Z
}

main() {
  greet world
  loud world
}

main "$@"
