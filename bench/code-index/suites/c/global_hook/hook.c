#include "hook.h"

hook_t error_hook = 0;
static hook_t warn_hook;

void set_warn_hook(hook_t h) { warn_hook = h; }

void warn(const char *text) {
  if (warn_hook) warn_hook(text);
}

void fail(const char *text) {
  if (error_hook) error_hook(text);
}
