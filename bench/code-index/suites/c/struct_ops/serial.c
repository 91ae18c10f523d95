#include "ops.h"

static int serial_open(struct device *d) { return d->name != 0; }
static void serial_close(struct device *d) { d->name = 0; }

static const struct device_ops serial_ops = {
  .open = serial_open,
  .close = serial_close,
};

struct device serial = { .name = "serial", .ops = &serial_ops };
