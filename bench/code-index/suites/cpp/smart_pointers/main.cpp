#include "node.h"

std::unique_ptr<Sum> make_sum() {
  return std::make_unique<Sum>();
}

int main() {
  auto sum = make_sum();
  sum->add(std::make_unique<Node>(1));
  std::shared_ptr<Node> other(new Node(2));
  other->add(nullptr);
  return sum->eval();
}
