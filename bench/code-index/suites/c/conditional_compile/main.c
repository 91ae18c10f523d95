#include <stdio.h>

#ifdef HAVE_FAST
static int fast(int x) { return x; }
#endif

static int slow(int x) { return x; }

int main(void) {
#ifdef HAVE_FAST
  return fast(1);
#else
  return slow(1);
#endif
}
