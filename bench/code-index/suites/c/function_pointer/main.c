static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }

int main(int argc, char **argv) {
  int (*op)(int, int) = argc > 1 ? add : sub;
  int (*other)(int, int);
  other = &mul;
  return op(1, 2) + (*other)(3, 4);
}
