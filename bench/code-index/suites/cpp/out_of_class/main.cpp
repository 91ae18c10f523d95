#include "account.h"

int main() {
  Account a = Account::open("me");
  a.deposit(5);
  return a.balance();
}
