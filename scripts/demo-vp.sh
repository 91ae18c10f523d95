#!/usr/bin/env bash
# The command line from end to end, checking itself, on a real repository with real tests: new, estimate, start, status
# with nothing else given, then new, plan, estimate, simulate, start, status. Home and repository lie in a temporary
# folder. Uses the engine that runs (find_running says which one that is); with none, or with --own, the data lies in
# that folder, too, and the engine that vp starts is stopped at the end.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/setup/demo-checks.sh"
folder=$(mktemp -d "${TMPDIR:-/tmp}/slipway-demo-vp-XXXXXX")
needs curl git jq
if [ "${1-}" != --own ] && find_running; then
  echo "Using the engine that runs already, at $plms."
  is_own=false
  export PAS_API_BASE_URL=$pas PLMS_API_BASE_URL=$plms RAG_API_BASE_URL=$rag
else
  is_own=true
  unset PAS_API_BASE_URL PLMS_API_BASE_URL RAG_API_BASE_URL
fi
export HOME="$folder/home" SLIPWAY_DATA="$folder/data"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME" "$folder/repo"

engine_pid() { jq -r .pid "$SLIPWAY_DATA/discovery.json" 2>/dev/null || true; }

stop_engine() { # SIGTERM, then at most 60 s
  local pid
  pid=$(engine_pid)
  [ -n "$pid" ] || return 0
  kill -TERM "$pid" 2>/dev/null || return 0
  for _ in $(seq 1 600); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  return 1
}

cleanup() {
  stop_engine || true
  rm -rf "$folder"
}
trap cleanup EXIT

vp() { # vp ARGUMENTS...: fills $last and $code
  code=0
  last=$("$root/bin/vp" "$@" 2>"$folder/stderr") || code=$?
  [ -n "$last" ] || last=$(cat "$folder/stderr")
}

says() { grep -q "$1" <<<"$last"; }

await_run() { # await_run STATE...: watches the current run until it ends, at most 5 min
  local state
  timeout 300 "$root/bin/vp" status --watch </dev/null >"$folder/watched" 2>&1 || true
  vp --json status
  for state in "$@"; do
    [ "$(jq -r '.run.status' <<<"$last")" != "$state" ] || return 0
  done
  return 1
}

# A small project with a test suite and a linter.
cd "$folder/repo"
git init --quiet -b main
cat >package.json <<'JSON'
{ "name": "sums", "type": "module", "scripts": { "test": "node --test", "lint": "node lint.js" } }
JSON
echo 'export const sum = (a, b) => a + b;' >sum.js
echo 'process.exit(0);' >lint.js
cat >sum.test.js <<'JS'
import test from 'node:test';
import assert from 'node:assert';
import { sum } from './sum.js';
test('adds two numbers', () => assert.equal(sum(2, 3), 5));
test('adds nothing', () => assert.equal(sum(0, 0), 0));
JS
git add -A
git -c user.name=Demo -c user.email=demo@example.org commit --quiet -m 'Begin'
head=$(git rev-parse HEAD)
untouched() { [ "$(git rev-parse HEAD)" = "$head" ] && [ -z "$(git status --porcelain)" ] && [ "$(git symbolic-ref --short HEAD)" = main ]; }

vp --json status
check 'without a project, status says what to do and fails' [ "$code" -ne 0 ]

# The shortest way: nothing but a name.
vp --json new --name Shortest
check 'new registers the project' is_code 0
check 'and says what that means for the trust in the repository' holds '.trust.state == "trusted"'
vp --json estimate
check 'estimate plans on the way: the repository’s own checks are green' holds \
  '(.planned_on_the_way | contains("checks are green")) and ([.tasks[].payload.step] | contains(["test"]) and contains(["lint"]))'
vp --json start
check 'start approves on the way' holds '.status == "executing"'
vp --json status
check 'status shows the run' holds '.run.run_id | length > 0'
check 'which ends by itself, completed' await_run completed
check 'with a verdict that was measured' holds '.run.verification == "pass" and .run.mode == "real"'
check 'and the checkout is untouched' untouched
if $is_own; then check 'the engine that it started stops' stop_engine; fi

# The longer order.
vp --json new --name Sums
check 'a second project of the repository is registered' is_code 0
check 'and finds the repository’s own test and lint commands by looking' holds \
  '[.facts.commands[].step] | (contains(["test"]) and contains(["lint"]))'

vp --json plan
check 'plan makes tasks without a goal, and says that it assumed one' holds '.plan.goal_assumed'
check 'and there are tasks' holds '.plan.tasks | length > 0'
check 'of which those that run a command can run without a model' holds \
  '[.plan.tasks[] | select(.runnable) | .payload.step] | (contains(["test"]) and contains(["lint"]))'
check 'and writes a PRD' holds '.plan.prd | contains("checks are green")'

vp --json estimate
check 'estimate gives bands, and says whether it is a cold start' holds \
  '(.totals.cold_start | type) == "boolean" and .totals.time_ms.ci_90[0] <= .totals.time_ms.mean and .totals.time_ms.mean <= .totals.time_ms.ci_90[1]'

trees=$(git worktree list | wc -l)
vp --json simulate --rehearsal 0.01
check 'simulate rehearses every stratum for real' holds \
  '.simulation_results.strata_coverage == 1 and .simulation_results.rehearsal_actual.time_ms > 0'
check 'and leaves no worktree behind' [ "$(git worktree list | wc -l)" -eq "$trees" ]
if $is_own; then check 'nor an engine' [ -z "$(engine_pid)" ]; fi

vp --json start --budget 2 --yes
check 'start starts the run' holds '.status == "executing" and (.pas_job_cards | length) == 2'
run=$(jq -r .run_id <<<"$last")
check 'with its passport on disk' [ -s "$(jq -r .replay_passport_path <<<"$last")" ]

check 'the run ends by itself, completed' await_run completed
check 'its verdict is measured, not claimed' holds '.run.verification == "pass" and .run.mode == "real"'
check 'the tests gate has evidence: argv, exit code, count, tree' holds \
  '.run.gates[] | select(.kpi_name == "test_pass_rate") | .evidence | (.command | length > 0) and .exit_code == 0 and .tests_executed == 2 and (.tree_hash | length >= 40)'
check 'on the tree that was committed' holds \
  "[.run.gates[] | select(.state == \"pass\") | .evidence.tree_hash] | all(. == \"$(git rev-parse 'HEAD^{tree}')\")"
vp status
check 'status reads well for a person, too' says completed
vp logs --tail 20
check 'the log has what the linter printed' says 'lint.js'
check 'the checkout is untouched' untouched

# The same with a broken test, then fixed.
echo 'export const sum = (a, b) => a - b;' >sum.js
git -c user.name=Demo -c user.email=demo@example.org commit --quiet -am 'Break the sum'
head=$(git rev-parse HEAD)
vp --json new --name Broken --goal 'Check that the sums are right'
vp --json plan
vp --json estimate
vp --json start --budget 2 --yes
check 'a further project starts' is_code 0
check 'its broken test leads to review' await_run needs_review
check 'and the failing test is named' holds '.run.reason | contains("adds two numbers")'
check 'which is no reason to touch the checkout' untouched
vp complete
check 'completing it is refused, naming the gate' says 'adds two numbers'

if $is_own; then
  check 'the engine stops' stop_engine
  check 'and nothing of it is left running' [ -z "$(engine_pid)" ]
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
