#ifndef TYPES_H
#define TYPES_H
typedef struct config {
  int level;
  int (*validate)(struct config *);
} config_t;
#define CONFIG_OK(c) ((c)->level > 0)
#endif
