typedef void (*hook_t)(const char *);
extern hook_t error_hook;
void set_warn_hook(hook_t h);
void warn(const char *text);
void fail(const char *text);
