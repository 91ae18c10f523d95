#include <stdio.h>
#include "event.h"
struct client { const char *name; int (*send)(struct client *, const char *); };
static int tcp_send(struct client *c, const char *s) { return printf("%s %s", c->name, s); }
static int udp_send(struct client *c, const char *s) { return 0; }
static struct client clients[] = { { "tcp", tcp_send }, { "udp", udp_send } };
static void on_read(event_loop_t *loop, int fd, void *data)
{
	struct client *c = data;
	c->send(c, "x");
}
static void on_timer(event_loop_t *loop, int fd, void *data) { loop->running = 0; }
int main(int argc, char **argv)
{
	event_loop_t *loop = loop_create();
	loop_add(loop, 0, on_read, &clients[0]);
	loop_add(loop, 1, on_timer, NULL);
	loop_run(loop);
	loop_destroy(loop);
	return 0;
}
