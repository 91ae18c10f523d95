#include "registry.h"

int Registry::total_ = 0;

Registry &Registry::instance() {
  static Registry registry;
  return registry;
}

void Registry::add(int id) {
  Entry e{id};
  e.touch();
  total_ = count() + 1;
}

int Registry::count() { return total_; }
