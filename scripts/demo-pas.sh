#!/usr/bin/env bash
# PAS and PLMS from end to end by curl and jq, checking itself. Uses the engine that runs (find_running says which one
# that is); with none, or with --own, it starts one on free ports and a temporary folder, and stops it at the end.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/setup/demo-checks.sh"
server=
folder=$(mktemp -d "${TMPDIR:-/tmp}/slipway-demo-pas-XXXXXX")

cleanup() {
  if [ -n "$server" ]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap cleanup EXIT

needs curl jq

call() { # call METHOD PATH [BODY] [HEADER]: fills $last, $code and $folder/headers
  local address=$pas options=(-sS -X "$1" -D "$folder/headers" -o "$folder/body" -w '%{http_code}' --max-time 300)
  case $2 in /api/*) address=$plms ;; esac
  [ -z "${SLIPWAY_TOKEN-}" ] || options+=(-H "Authorization: Bearer $SLIPWAY_TOKEN")
  [ -z "${3-}" ] || options+=(-H 'content-type: application/json' -d "$3")
  [ -z "${4-}" ] || options+=(-H "$4")
  code=$(curl "${options[@]}" "$address$2")
  last=$(cat "$folder/body")
}

has_header() { grep -qi "^$1: *$2" "$folder/headers"; }

await_status() { # await_status RUN STATE...: asks until the run is there, at most 5 min
  local run=$1 state
  shift
  for _ in $(seq 1 1200); do
    call GET "/pas/v1/runs/status?run_id=$run"
    for state in "$@"; do
      [ "$(jq -r .status <<<"$last")" != "$state" ] || return 0
    done
    sleep 0.25
  done
  return 1
}

if [ "${1-}" != --own ] && find_running; then
  echo "Using the engine that runs already."
else
  mkfifo "$folder/out"
  "$root/bin/vp" serve --synthetic --time-scale 20 --seed 7 --data "$folder/data" --json \
    --pas-port 0 --plms-port 0 --rag-port 0 --rpc-port 0 --hmi-port 0 >"$folder/out" 2>"$folder/log" &
  server=$!
  exec 3<"$folder/out"
  if ! read -r -t 180 first <&3; then
    echo "FAIL  the engine did not start:" >&2
    cat "$folder/log" >&2
    exit 1
  fi
  pas=$(jq -r .pas <<<"$first")
  plms=$(jq -r .plms <<<"$first")
fi
run="demo-$(date +%s)-$$"
echo "PAS at $pas, PLMS at $plms, run $run"

call GET /health
check 'health answers ok' holds '.status == "ok"'
check 'health counts runs, tasks and receipts' holds \
  '[.active_runs, .total_tasks, .total_receipts] | all(type == "number")'

call POST /pas/v1/runs/simulate "{\"run_id\":\"$run\"}"
check 'simulating a run without tasks answers from the priors and says so' holds \
  '.basis == "priors" and .ci_lower < .ci_upper'

card="{\"project_id\":1,\"run_id\":\"$run\",\"lane\":\"Code-Impl\",\"payload\":{\"goal\":\"Write the parser\"},\"complexity\":\"low\"}"
call POST /pas/v1/jobcards "$card" "Idempotency-Key: $run-card-1"
check 'a job card is accepted with 201' is_code 201
first_task=$(jq -r .task_id <<<"$last")
check 'its task id is answered' holds '.task_id | length > 0'

call POST /pas/v1/jobcards "$card" "Idempotency-Key: $run-card-1"
check 'the same key answers the same task' holds ".task_id == \"$first_task\" and .idempotent_replay == true"
check 'and says so in a header' has_header Idempotent-Replay true

call POST /pas/v1/jobcards "${card/parser/printer}" "Idempotency-Key: $run-card-1"
check 'another body under the key makes no second task' holds ".task_id == \"$first_task\""
check 'and a header marks it' has_header Idempotency-Payload-Mismatch true

call POST /pas/v1/jobcards \
  "{\"project_id\":1,\"run_id\":\"$run\",\"lane\":\"Data-Schema\",\"deps\":[\"$first_task\"],\"payload\":{\"goal\":\"Store what it reads\"}}"
check 'a card of a second lane that depends on the first is accepted' is_code 201
second_task=$(jq -r .task_id <<<"$last")

call POST /pas/v1/jobcards "{\"project_id\":1,\"run_id\":\"$run\",\"lane\":\"Nowhere\"}"
check 'an unknown lane is a 422 problem that names the lanes' holds \
  '.status == 422 and (.detail | contains("Code-Impl"))'
call POST /pas/v1/jobcards "{\"project_id\":1,\"run_id\":\"$run\",\"lane\":\"Code-Impl\",\"deps\":[\"t_none\"]}"
check 'an unknown dependency is refused' is_code 422
call POST /pas/v1/jobcards '{"project_id":'
check 'broken JSON is a 400 problem' is_code 400

call GET "/pas/v1/runs/status?run_id=$run"
check 'before the start the run is pending with two tasks' holds '.status == "pending" and .tasks_total == 2'
check 'and every task says why it waits' holds '[.tasks[].waits.text | length > 0] | all'

call POST /pas/v1/runs/start \
  "{\"project_id\":1,\"run_id\":\"$run\",\"run_kind\":\"baseline\",\"mode\":\"synthetic\",\"budget_caps\":{\"budget_usd\":5,\"energy_kwh\":1}}"
check 'the run starts' holds '.status == "executing"'
call POST /pas/v1/runs/start "{\"project_id\":1,\"run_id\":\"$run\"}"
check 'starting it again is a 409' is_code 409

call POST /pas/v1/runs/pause "{\"run_id\":\"$run\",\"reason\":\"demo\"}"
check 'it pauses' holds '.status == "paused"'
call GET "/pas/v1/runs/status?run_id=$run"
check 'its status says paused' holds '.status == "paused"'
call POST /pas/v1/runs/resume "{\"run_id\":\"$run\"}"
check 'it resumes' holds '.status == "executing"'
call POST /pas/v1/runs/resume "{\"run_id\":\"$run\"}"
check 'resuming an executing run is a 409' is_code 409

call GET /pas/v1/portfolio/status
check 'the portfolio counts it' holds '.active_runs >= 1'
check 'and shows caps, use and shares' holds \
  '(.lane_caps["Code-Impl"] > 0) and (.lane_utilization | all(. >= 0 and . <= 1)) and (.fairness_weights | type == "object")'

call POST /pas/v1/runs/simulate "{\"run_id\":\"$run\",\"rehearsal_pct\":0.05,\"stratified\":true}"
check 'simulating it rehearses every stratum' holds '.strata_coverage == 1 and .auto_bumped == true'
check 'and gives a band around the projection' holds \
  '.ci_lower <= .projected_tokens and .projected_tokens <= .ci_upper'

check 'the run ends by itself' await_status "$run" completed needs_review
check 'both tasks succeeded, in the order of the dependency' holds \
  "[.tasks[] | select(.status == \"succeeded\")] | length == 2 and (map(select(.task_id == \"$first_task\"))[0].ended_at <= map(select(.task_id == \"$second_task\"))[0].started_at)"
check 'synthetic work is labelled and proves nothing' holds '.mode == "synthetic" and .verification == "unverified"'
spend=$(jq .spend_usd <<<"$last")
call GET "/pas/v1/runs/receipts?run_id=$run"
check 'there is one receipt a task' holds '.receipts | length == 2'
check 'and they add up to the spend in micro-dollars' holds \
  "([.receipts[].cost_usd * 1000000 | round] | add) == ($spend * 1000000 | round)"
call POST /pas/v1/jobcards "$card"
check 'an ended run takes no more cards' is_code 409

# The order is the client's: a run may be started before it has a card.
call POST /pas/v1/runs/start "{\"project_id\":1,\"run_id\":\"$run-first\",\"mode\":\"synthetic\"}"
check 'a run without a card starts, and waits for one' holds '.status == "executing"'
call POST /pas/v1/jobcards "${card/$run/$run-first}"
check 'its card comes after the start' is_code 201
check 'and it ends by itself' await_status "$run-first" completed needs_review

# A project, in both orders. It has a goal: without a repository its checks could not be one.
project() { # project NAME: registers one, fills $path
  call POST /api/projects "{\"name\":\"$1\",\"initial_context\":\"Write a page about sums\"}"
  check "project “$1” is registered" is_code 201
  path="/api/projects/$(jq -r .project_id <<<"$last")"
}
starts() { # whether the last answer is a started run, or says that its goal needs a model
  holds '.status == "executing" or (.code == "no_plan" and (.detail | contains("need a model")))'
}
project 'The shortest way'
call POST "$path/estimate" '{}'
check 'estimating plans on the way, and says so in one line' holds \
  '.planned_on_the_way | startswith("Planned on the way")'
check 'and gives a band' holds '.totals.tokens.ci_90[0] <= .totals.tokens.ci_90[1]'
call POST "$path/start" '{}' "Idempotency-Key: $run-shortest"
check 'starting approves on the way' starts
call GET "$path/status"
check 'status answers' holds '.project.name == "The shortest way"'
project 'The longer way'
call POST "$path/generate-prd" '{}'
check 'it is planned' holds '.plan.tasks | length > 0'
call POST "$path/estimate" '{}'
check 'it is estimated, and nothing is planned twice' holds '.planned_on_the_way == null'
call POST "$path/simulate?rehearsal_pct=0.01" '{}'
check 'it is simulated' holds '.simulation_results.strata_coverage == 1 or .code == "no_plan"'
call POST "$path/start" '{}' "Idempotency-Key: $run-longer"
check 'and it starts' starts

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
