#include "macros.h"

#define TWICE(x) ((x) * 2)

static int size(void) { return LIMIT; }

int main(void) {
  LOG("start");
  return MAX(TWICE(2), size());
}
