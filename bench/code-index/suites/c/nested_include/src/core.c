#include <api/core.h>

static int check(config_t *c) { return CONFIG_OK(c); }

int core_init(config_t *c) {
  if (!c->validate)
    c->validate = check;
  return c->validate(c);
}
