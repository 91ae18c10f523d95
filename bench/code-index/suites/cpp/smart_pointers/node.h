#pragma once
#include <memory>
#include <vector>

class Node {
public:
  explicit Node(int value);
  virtual ~Node();
  virtual int eval() const;
  void add(std::unique_ptr<Node> child);

protected:
  int value_;
  std::vector<std::unique_ptr<Node>> children_;
};

class Sum : public Node {
public:
  Sum() : Node(0) {}
  int eval() const override;
};
