#include <algorithm>
#include <vector>

static bool by_size(int a, int b) { return a < b; }
static void show(int n) {}

struct Task {
  void run() {}
};

int main() {
  std::vector<int> xs;
  std::sort(xs.begin(), xs.end(), by_size);
  std::for_each(xs.begin(), xs.end(), show);
  std::vector<Task> tasks;
  for (auto &t : tasks)
    t.run();
  std::vector<Task *> pointers;
  for (Task *t : pointers)
    t->run();
  tasks[0].run();
  pointers.back()->run();
  return 0;
}
