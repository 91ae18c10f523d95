#ifndef CORE_H
#define CORE_H
#include "api/types.h"
int core_init(config_t *c);
#endif
