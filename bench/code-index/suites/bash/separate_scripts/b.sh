init() { echo b; }
run() { init; }
run
