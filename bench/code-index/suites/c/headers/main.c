#include "util.h"

int main(void) {
  struct point p = {1, 2};
  point_move(&p, 3);
  return point_sum(&p);
}
