#include "tree.h"
static void print(int k) {}
int main() {
  ds::Tree t;
  for (int i = 0; i < 3; ++i) t.insert(i);
  t.walk(print);
  return t.depth();
}
