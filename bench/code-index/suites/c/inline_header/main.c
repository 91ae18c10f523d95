#include "outer.h"

int main(void) {
  return clamp_byte(300);
}
