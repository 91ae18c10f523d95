#include <stdio.h>

static int square(int x) {
  return x * x;
}

int add(int a, int b);

int fact(int n) {
  return n <= 1 ? 1 : n * fact(n - 1);
}

int main(void) {
  int total = add(square(2), fact(3));
  printf("%d\n", total);
  return 0;
}

int add(int a, int b) {
  return a + b;
}
