#include <stdlib.h>
#include "event.h"
static struct handler *handler_new(int fd, event_cb cb, void *data)
{
	struct handler *h = malloc(sizeof(*h));
	if (!h)
		return NULL;
	h->fd = fd;
	h->cb = cb;
	h->data = data;
	return h;
}
event_loop_t *loop_create(void) { return calloc(1, sizeof(event_loop_t)); }
void loop_add(event_loop_t *loop, int fd, event_cb cb, void *data)
{
	struct handler *h = handler_new(fd, cb, data);
	h->next = loop->head;
	loop->head = h;
}
static int dispatch(event_loop_t *loop)
{
	int n = 0;
	for (struct handler *h = loop->head; h; h = h->next) {
		h->cb(loop, h->fd, h->data);
		n++;
	}
	return n;
}
void loop_run(event_loop_t *loop)
{
	while (loop->running)
		if (dispatch(loop) == 0)
			break;
}
void loop_destroy(event_loop_t *loop) { free(loop); }
