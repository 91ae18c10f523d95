#include "account.h"

static void audit(int amount) {}

Account::Account(std::string owner) : owner_(owner) { audit(0); }

Account::~Account() {}

void Account::deposit(int amount) {
  check(amount);
  balance_ += amount;
}

void Account::check(int amount) { audit(amount); }

Account Account::open(const std::string &owner) {
  Account account(owner);
  account.deposit(1);
  return account;
}
