#include "plugin.h"
#define MAX_PLUGINS 8
static const struct plugin *plugins[MAX_PLUGINS];
static int count;
void register_plugin(const struct plugin *p) { plugins[count++] = p; }
int run_all(void) {
  int rc = 0;
  for (int i = 0; i < count; i++) {
    rc |= plugins[i]->init();
    if (plugins[i]->fini) plugins[i]->fini();
  }
  return rc;
}
