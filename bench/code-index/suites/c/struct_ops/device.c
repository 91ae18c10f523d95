#include "ops.h"

int device_open(struct device *d) {
  return d->ops->open(d);
}

void device_close(struct device *d) {
  if (d->ops->close)
    d->ops->close(d);
}
