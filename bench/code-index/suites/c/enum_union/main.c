enum op { OP_NEG, OP_INC, OP_COUNT };

union action {
  int (*unary)(int);
  long raw;
};

static int neg(int x) { return -x; }
static int inc(int x) { return x + 1; }

static int (*const table[OP_COUNT])(int) = {
  [OP_NEG] = neg,
  [OP_INC] = inc,
};

static int run(enum op which, int x) {
  return table[which](x);
}

static int run_union(union action a, int x) {
  return a.unary(x);
}

int main(void) {
  union action a;
  a.unary = neg;
  return run(OP_INC, 1) + run_union(a, 2);
}
