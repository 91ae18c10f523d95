static int value(void) { return 1; }
static int other(void) { return 2; }

static int apply(int (*value)(void)) {
  return value();
}

static int block_scope(void) {
  int (*f)(void) = value;
  {
    int (*f)(void) = other;
    f();
  }
  return f();
}

int main(void) {
  apply(other);
  return block_scope();
}
