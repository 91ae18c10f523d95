#include "driver.h"

int main(void) {
  driver_reset(1);
  return driver_send(1, "x");
}
