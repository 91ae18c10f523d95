struct list { int items[10]; int n; };
typedef void (*visitor)(int item, void *context);
void list_each(struct list *l, visitor visit, void *context);
int list_find(struct list *l, int (*match)(int));
