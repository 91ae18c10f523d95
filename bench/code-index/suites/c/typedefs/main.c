#include <stdlib.h>
#include "stack.h"

static void *my_alloc(size_t n) { return malloc(n); }
static void my_release(void *p) { free(p); }

int main(void) {
  allocator_t a;
  a.alloc = my_alloc;
  a.release = my_release;
  stack_t *s = stack_new(&a);
  stack_free(s);
  return 0;
}
