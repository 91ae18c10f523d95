#ifndef STACK_H
#define STACK_H
#include <stddef.h>

typedef struct stack stack_t;
typedef struct {
  void *(*alloc)(size_t);
  void (*release)(void *);
} allocator_t;

stack_t *stack_new(allocator_t *a);
void stack_free(stack_t *s);
#endif
