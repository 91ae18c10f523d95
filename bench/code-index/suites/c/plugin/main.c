#include "plugin.h"
extern void load_a(void);
int main(void) { load_a(); return run_all(); }
