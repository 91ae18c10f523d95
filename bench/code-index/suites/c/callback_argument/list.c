#include "list.h"

static void visit_from(struct list *l, int start, visitor v, void *context) {
  for (int i = start; i < l->n; i++)
    v(l->items[i], context);
}

void list_each(struct list *l, visitor visit, void *context) {
  visit_from(l, 0, visit, context);
}

int list_find(struct list *l, int (*match)(int)) {
  for (int i = 0; i < l->n; i++)
    if (match(l->items[i]))
      return i;
  return -1;
}
