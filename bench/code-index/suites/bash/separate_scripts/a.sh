init() { echo a; }
run() { init; }
run
