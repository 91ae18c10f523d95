#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) { return *(int *)a - *(int *)b; }
static void on_exit_run(void) {}
static void on_signal(int sig) {}
static void step(void) {}
static void *work(void *arg) {
  step();
  return arg;
}

int main(void) {
  int xs[3] = {3, 1, 2};
  pthread_t t;
  qsort(xs, 3, sizeof(int), compare);
  atexit(on_exit_run);
  signal(SIGINT, on_signal);
  pthread_create(&t, 0, work, 0);
  return 0;
}
