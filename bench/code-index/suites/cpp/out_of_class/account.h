#pragma once
#include <string>

class Account {
public:
  explicit Account(std::string owner);
  ~Account();
  void deposit(int amount);
  int balance() const { return balance_; }
  static Account open(const std::string &owner);

private:
  void check(int amount);
  std::string owner_;
  int balance_ = 0;
};
