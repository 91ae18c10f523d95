#include "stack.h"

struct stack {
  allocator_t *allocator;
  int depth;
};

stack_t *stack_new(allocator_t *a) {
  stack_t *s = a->alloc(sizeof(*s));
  s->allocator = a;
  return s;
}

static void clear(stack_t *s) { s->depth = 0; }

void stack_free(stack_t *s) {
  clear(s);
  s->allocator->release(s);
}
