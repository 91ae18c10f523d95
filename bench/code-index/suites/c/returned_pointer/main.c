typedef double (*shape_fn)(double);

static double circle(double r) { return r * r * 3; }
static double box(double r) { return r * r; }

static shape_fn pick(int kind) {
  switch (kind) {
  case 0:
    return circle;
  default:
    return box;
  }
}

static int (*get_handler(void))(int);

static int handle(int n) { return n; }

static int (*get_handler(void))(int) { return handle; }

int main(void) {
  shape_fn f = pick(0);
  double a = f(2.0);
  a += pick(1)(3.0);
  return get_handler()((int)a);
}
