# What both demos share: the programs they need, counted checks, and questions about the last answer.
# shellcheck shell=bash
passed=0
failed=0

needs() { # needs PROGRAM...: ends the demo with a sentence when one is missing
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 || {
      echo "This demo needs $program; install it and run it again." >&2
      exit 2
    }
  done
}

check() { # check "what" command...
  local what=$1
  shift
  if "$@" >/dev/null 2>&1; then
    passed=$((passed + 1))
    echo "ok    $what"
  else
    failed=$((failed + 1))
    echo "FAIL  $what"
    [ -z "${last-}" ] || echo "      ${code:+code $code, }last answer: ${last:0:600}"
  fi
}

holds() { # holds 'jq expression': about the last answer
  jq -e "$1" <<<"$last"
}

is_code() { [ "$code" = "$1" ]; }
