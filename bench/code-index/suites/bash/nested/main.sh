setup() {
  helper() { leaf; }
  helper
}

leaf() { :; }

run() (
  leaf
  { leaf; }
)

setup
run
helper
