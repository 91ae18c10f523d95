struct list { void (*each)(int); int n; };
static void show(int n) {}
int main(void) {
  struct list list = { show, 1 };
  list.each(1);
  return 0;
}
