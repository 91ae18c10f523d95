#include "../include/api/core.h"

static int strict(config_t *c) { return c->level; }

int main(void) {
  config_t c = { .level = 1, .validate = strict };
  return core_init(&c);
}
