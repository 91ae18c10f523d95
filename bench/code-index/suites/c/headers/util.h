#ifndef UTIL_H
#define UTIL_H

struct point { int x, y; };

int point_sum(const struct point *p);
void point_move(struct point *p, int dx);

#endif
