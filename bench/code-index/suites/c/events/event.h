#ifndef EVENT_H
#define EVENT_H
typedef struct event_loop event_loop_t;
typedef void (*event_cb)(event_loop_t *loop, int fd, void *data);
struct handler { int fd; event_cb cb; void *data; struct handler *next; };
struct event_loop { struct handler *head; int running; };
event_loop_t *loop_create(void);
void loop_add(event_loop_t *loop, int fd, event_cb cb, void *data);
void loop_run(event_loop_t *loop);
void loop_destroy(event_loop_t *loop);
#endif
