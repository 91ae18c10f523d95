#include <string.h>

typedef int (*command_fn)(int argc);

struct command {
  const char *name;
  command_fn run;
};

static int cmd_add(int n) { return n; }
static int cmd_del(int n) { return -n; }
static int cmd_help(int n) { return 0 * n; }

static const struct command commands[] = {
  { "add", cmd_add },
  { "del", cmd_del },
  { 0, 0 },
};

static command_fn fallbacks[] = { cmd_help };

static int dispatch(const char *name) {
  for (int i = 0; commands[i].name; i++)
    if (strcmp(commands[i].name, name) == 0)
      return commands[i].run(i);
  return fallbacks[0](0);
}

int main(int argc, char **argv) {
  return dispatch(argv[1]);
}
