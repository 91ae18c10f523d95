#include "plugin.h"
static int a_init(void) { return 0; }
static void a_fini(void) {}
static const struct plugin a_plugin = { .name = "a", .init = a_init, .fini = a_fini };
void load_a(void) { register_plugin(&a_plugin); }
