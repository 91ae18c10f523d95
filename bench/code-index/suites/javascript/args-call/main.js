function greet() {
  return 'hi';
}

function run(action) {
  return action();
}

run(greet);
