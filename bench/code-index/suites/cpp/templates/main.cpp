#include "stack.hpp"

struct Job {
  void run() {}
};

template <typename F>
void twice(F f) {
  f();
  f();
}

static void tick() {}

int main() {
  Stack<Job> jobs;
  jobs.push(Job());
  Job job = jobs.pop();
  job.run();
  largest<int>(1, 2);
  twice(tick);
  return jobs.empty();
}
