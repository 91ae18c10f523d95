class Step {
  run(): void {}
}
function* plan() {
  yield new Step();
  yield* rest();
}
function* rest(): Generator<Step, void, unknown> {}
for (const step of plan()) step.run();
const next = rest().next();
if (!next.done) next.value.run();
Array.from(plan()).map((step) => step.run());
