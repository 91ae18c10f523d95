static int clamp(int x) { return x; }

int other(void) { return clamp(1); }
