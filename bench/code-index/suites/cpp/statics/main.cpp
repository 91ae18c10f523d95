#include "registry.h"

int main() {
  Registry::instance().add(1);
  Registry &r = Registry::instance();
  r.add(2);
  Registry::Entry e;
  e.touch();
  return Registry::count();
}
