#include "ops.h"

int main(void) {
  device_open(&serial);
  device_close(&serial);
  return 0;
}
