#ifndef OPS_H
#define OPS_H

struct device;

struct device_ops {
  int (*open)(struct device *);
  void (*close)(struct device *);
};

struct device {
  const char *name;
  const struct device_ops *ops;
};

int device_open(struct device *d);
void device_close(struct device *d);

extern struct device serial;

#endif
