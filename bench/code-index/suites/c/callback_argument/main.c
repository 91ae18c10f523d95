#include "list.h"

static void print_item(int item, void *context) {}
static int is_even(int n) { return n % 2 == 0; }
static int unused(int n) { return n; }

int main(void) {
  struct list l = {{0}, 0};
  list_each(&l, print_item, 0);
  return list_find(&l, &is_even);
}
