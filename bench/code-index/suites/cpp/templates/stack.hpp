#pragma once
#include <vector>

template <typename T>
class Stack {
public:
  void push(T value) { items_.push_back(value); grow(); }
  T pop() {
    T top = items_.back();
    return top;
  }
  bool empty() const;

private:
  void grow() {}
  std::vector<T> items_;
};

template <typename T>
bool Stack<T>::empty() const { return size_of(items_) == 0; }

template <typename T>
int size_of(const T &items) { return items.size(); }

template <typename T>
T largest(T a, T b) { return a < b ? b : a; }
