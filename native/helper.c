/*
 * What a packaged Slipway starts beside itself, since its own program cannot be used as a Node
 * there. It can do two things and nothing else:
 *
 *   slipway-helper reap             kills the process trees it was told of when standard input ends
 *   slipway-helper forward (ADDRESS PORT AT)...
 *                                   carries connections of each address and port of loopback to the
 *                                   Unix socket AT, and prints the ports when all are listened at
 *
 * Both end with their standard input, so neither outlives whoever started it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static const char VARIABLE[] = "SLIPWAY_JOB=";

static void fail(const char *what) {
  fprintf(stderr, "slipway-helper: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void *grown(void *memory, size_t bytes) {
  void *larger = realloc(memory, bytes);
  if (larger == NULL) fail("memory");
  return larger;
}

/* ---- reap ---- */

struct tree {
  pid_t root;
  char *marker;
};

static struct tree *trees;
static size_t tree_count;

static void forget(const char *marker) {
  for (size_t at = 0; at < tree_count; at++) {
    if (strcmp(trees[at].marker, marker) != 0) continue;
    free(trees[at].marker);
    trees[at] = trees[--tree_count];
    return;
  }
}

static void watch(long root, const char *marker) {
  forget(marker);
  trees = grown(trees, (tree_count + 1) * sizeof *trees);
  trees[tree_count].root = (pid_t)root;
  trees[tree_count].marker = strdup(marker);
  if (trees[tree_count].marker == NULL) fail("memory");
  tree_count += 1;
}

/* `watch ROOT MARKER` or `forget MARKER`; anything else is not for this version. */
static void obey(char *line) {
  if (strncmp(line, "forget ", 7) == 0) {
    forget(line + 7);
  } else if (strncmp(line, "watch ", 6) == 0) {
    char *end = NULL;
    errno = 0;
    const long root = strtol(line + 6, &end, 10);
    /* Group 1 and below would be everybody's. */
    if (errno == 0 && root > 1 && *end == ' ' && end[1] != '\0') watch(root, end + 1);
  }
}

/* The whole file, with a zero behind it; NULL when the process is gone or somebody else's. */
static char *read_environment(const char *pid, size_t *length) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%.20s/environ", pid);
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  char *text = NULL;
  size_t used = 0, room = 0;
  for (;;) {
    if (room - used < 4096) text = grown(text, room += 65536);
    const ssize_t got = read(file, text + used, room - used - 1);
    if (got <= 0) break;
    used += (size_t)got;
  }
  close(file);
  text[used] = '\0';
  *length = used;
  return text;
}

static bool is_marked(const char *pid) {
  size_t length = 0;
  char *text = read_environment(pid, &length);
  if (text == NULL) return false;
  bool found = false;
  for (size_t at = 0; at < length && !found; at += strlen(text + at) + 1) {
    if (strncmp(text + at, VARIABLE, sizeof VARIABLE - 1) != 0) continue;
    for (size_t n = 0; n < tree_count && !found; n++)
      found = strcmp(text + at + sizeof VARIABLE - 1, trees[n].marker) == 0;
  }
  free(text);
  return found;
}

static void sweep(void) {
  for (size_t at = 0; at < tree_count; at++) kill(-trees[at].root, SIGKILL);
  DIR *processes = opendir("/proc");
  if (processes == NULL) return;
  for (struct dirent *entry; (entry = readdir(processes)) != NULL;)
    if (isdigit((unsigned char)entry->d_name[0]) && is_marked(entry->d_name))
      kill((pid_t)atol(entry->d_name), SIGKILL);
  closedir(processes);
}

static int reap(void) {
  char *line = NULL;
  size_t room = 0;
  for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
    if (line[length - 1] == '\n') line[length - 1] = '\0';
    obey(line);
  }
  free(line);
  /* A process that is just being started is found by one of the later looks. */
  static const long after_ms[] = {0, 50, 100, 250};
  for (size_t at = 0; at < sizeof after_ms / sizeof *after_ms && tree_count > 0; at++) {
    const struct timespec wait = {0, after_ms[at] * 1000000L};
    nanosleep(&wait, NULL);
    sweep();
  }
  return 0;
}

/* ---- forward ---- */

#define MOST_CONNECTIONS 256
#define MOST_LISTENERS 32

/* Bytes on their way from one descriptor to another. */
struct flow {
  int from, to;
  size_t start, end;
  bool is_over;
  char bytes[32768];
};

/* Both ways of one connection; NULL is a free place. */
struct connection {
  struct flow out, back;
};

static struct connection *connections[MOST_CONNECTIONS];

/* Where connections come in, and where they are carried. */
struct listener {
  int descriptor;
  struct sockaddr_un target;
};

static struct listener listeners[MOST_LISTENERS];
static size_t listener_count;

static bool may_retry(void) {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

/* False when the connection is broken. */
static bool carry(struct flow *flow) {
  if (flow->start == flow->end && !flow->is_over) {
    const ssize_t got = read(flow->from, flow->bytes, sizeof flow->bytes);
    if (got < 0) return may_retry();
    flow->start = 0;
    flow->end = (size_t)got;
    if (got == 0) {
      flow->is_over = true;
      shutdown(flow->to, SHUT_WR);
      return true;
    }
  }
  while (flow->start < flow->end) {
    const ssize_t sent = send(flow->to, flow->bytes + flow->start, flow->end - flow->start, 0);
    if (sent < 0) return may_retry();
    flow->start += (size_t)sent;
  }
  return true;
}

static void set_nonblocking(int descriptor) {
  fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

static void accept_one(const struct listener *from) {
  const struct sockaddr_un *target = &from->target;
  const int client = accept(from->descriptor, NULL, NULL);
  if (client < 0) return;
  size_t at = 0;
  while (at < MOST_CONNECTIONS && connections[at] != NULL) at++;
  const int server = at < MOST_CONNECTIONS ? socket(AF_UNIX, SOCK_STREAM, 0) : -1;
  if (server >= 0) set_nonblocking(server);
  if (server < 0 || connect(server, (const struct sockaddr *)target, sizeof *target) != 0) {
    if (server >= 0) close(server);
    close(client);
    return;
  }
  set_nonblocking(client);
  struct connection *made = calloc(1, sizeof *made);
  if (made == NULL) fail("memory");
  made->out.from = made->back.to = client;
  made->out.to = made->back.from = server;
  connections[at] = made;
}

static void serve_connections(void) {
  static struct pollfd polled[1 + MOST_LISTENERS + 2 * MOST_CONNECTIONS];
  const size_t first = 1 + listener_count;
  for (;;) {
    polled[0] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
    for (size_t at = 0; at < listener_count; at++)
      polled[1 + at] = (struct pollfd){.fd = listeners[at].descriptor, .events = POLLIN};
    for (size_t at = 0; at < MOST_CONNECTIONS; at++) {
      const struct connection *each = connections[at];
      struct pollfd *client = &polled[first + 2 * at], *server = client + 1;
      *client = *server = (struct pollfd){.fd = -1};
      if (each == NULL) continue;
      const struct flow *out = &each->out, *back = &each->back;
      if (out->start < out->end) server->events |= POLLOUT;
      else if (!out->is_over) client->events |= POLLIN;
      if (back->start < back->end) client->events |= POLLOUT;
      else if (!back->is_over) server->events |= POLLIN;
      if (client->events != 0) client->fd = out->from;
      if (server->events != 0) server->fd = out->to;
    }
    if (poll(polled, first + 2 * MOST_CONNECTIONS, -1) < 0 && errno != EINTR) fail("poll");
    char ignored[256];
    if (polled[0].revents != 0 && read(STDIN_FILENO, ignored, sizeof ignored) <= 0) exit(0);
    for (size_t at = 0; at < MOST_CONNECTIONS; at++) {
      struct connection *each = connections[at];
      if (each == NULL || (polled[first + 2 * at].revents | polled[first + 2 * at + 1].revents) == 0)
        continue;
      const bool holds = carry(&each->out) && carry(&each->back);
      const bool is_over = each->out.is_over && each->back.is_over;
      if (holds && !is_over) continue;
      close(each->out.from);
      close(each->out.to);
      free(each);
      connections[at] = NULL;
    }
    for (size_t at = 0; at < listener_count; at++)
      if (polled[1 + at].revents != 0) accept_one(&listeners[at]);
  }
}

/* The port of an address of loopback; false where the machine has no such address. */
static bool listen_at(const char *address, const char *port, const char *path) {
  struct listener *made = &listeners[listener_count];
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = own.sin_port};
  const bool is_six = inet_pton(AF_INET6, address, &six.sin6_addr) == 1;
  if (!is_six && inet_pton(AF_INET, address, &own.sin_addr) != 1) {
    fprintf(stderr, "slipway-helper: %s is no address\n", address);
    exit(2);
  }
  if (strlen(path) >= sizeof made->target.sun_path) {
    fprintf(stderr, "slipway-helper: the path of the socket is too long\n");
    exit(2);
  }
  made->target.sun_family = AF_UNIX;
  strcpy(made->target.sun_path, path);
  struct sockaddr *at = is_six ? (struct sockaddr *)&six : (struct sockaddr *)&own;
  socklen_t length = is_six ? sizeof six : sizeof own;
  made->descriptor = socket(at->sa_family, SOCK_STREAM, 0);
  if (made->descriptor < 0) return false;
  set_nonblocking(made->descriptor);
  const int yes = 1;
  setsockopt(made->descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(made->descriptor, at, length) != 0 || listen(made->descriptor, 64) != 0) {
    close(made->descriptor);
    return false;
  }
  if (getsockname(made->descriptor, at, &length) != 0) fail("getsockname");
  printf("%s%d", listener_count == 0 ? "" : " ", ntohs(is_six ? six.sin6_port : own.sin_port));
  listener_count += 1;
  return true;
}

static int forward(int count, char **words) {
  for (int at = 0; at + 2 < count && listener_count < MOST_LISTENERS; at += 3) {
    /* A machine may be without loopback of IPv6; then 127.0.0.1 is what programs use. */
    if (!listen_at(words[at], words[at + 1], words[at + 2]) && strcmp(words[at], "::1") != 0)
      fail(words[at]);
  }
  printf("\n");
  fflush(stdout);
  serve_connections();
  return 0;
}

int main(int count, char **words) {
  signal(SIGPIPE, SIG_IGN);
  if (count == 2 && strcmp(words[1], "reap") == 0) return reap();
  if (count >= 5 && (count - 2) % 3 == 0 && strcmp(words[1], "forward") == 0)
    return forward(count - 2, words + 2);
  fprintf(stderr, "usage: slipway-helper reap | forward (ADDRESS PORT SOCKET)...\n");
  return 2;
}
