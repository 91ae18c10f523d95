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

answers() { # answers URL SERVICE: whether that service of Slipway is there
  curl -sS --max-time 5 "$1/health" 2>/dev/null | jq -e --arg service "$2" \
    '.status == "ok" and (.service // $service) == $service and has("version")' >/dev/null 2>&1
}

# Fills $pas, $plms and $rag with the addresses of an engine that runs already: those of the *_API_BASE_URL
# variables, else of the discovery file in SLIPWAY_DATA, else the usual ports. Fails when there is none.
find_running() {
  local said='{}'
  [ ! -s "${SLIPWAY_DATA-}/discovery.json" ] || said=$(cat "$SLIPWAY_DATA/discovery.json")
  pas=${PAS_API_BASE_URL:-$(jq -r '.pas // "http://localhost:6200"' <<<"$said")}
  plms=${PLMS_API_BASE_URL:-$(jq -r '.plms // "http://localhost:6100"' <<<"$said")}
  rag=${RAG_API_BASE_URL:-$(jq -r '.rag // "http://localhost:7500"' <<<"$said")}
  pas=${pas%/} plms=${plms%/} rag=${rag%/}
  if answers "$pas" pas && answers "$plms" plms; then return 0; fi
  if [ -n "${PAS_API_BASE_URL-}${PLMS_API_BASE_URL-}" ]; then
    echo "Nothing answers at $pas and $plms. Start it there, or unset PAS_API_BASE_URL and PLMS_API_BASE_URL." >&2
    exit 2
  fi
  return 1
}
