#include "hook.h"

static void on_error(const char *text) {}
static void on_warn(const char *text) {}

int main(void) {
  error_hook = on_error;
  set_warn_hook(on_warn);
  warn("w");
  fail("f");
  return 0;
}
