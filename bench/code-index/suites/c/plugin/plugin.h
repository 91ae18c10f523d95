struct plugin { const char *name; int (*init)(void); void (*fini)(void); };
#define REGISTER_PLUGIN(n, i, f) struct plugin n##_plugin = { #n, i, f }
void register_plugin(const struct plugin *p);
int run_all(void);
