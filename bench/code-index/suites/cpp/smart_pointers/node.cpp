#include "node.h"

Node::Node(int value) : value_(value) {}
Node::~Node() {}
int Node::eval() const { return value_; }
void Node::add(std::unique_ptr<Node> child) { children_.push_back(std::move(child)); }

int Sum::eval() const {
  int total = 0;
  for (const auto &child : children_)
    total += child->eval();
  return total;
}
