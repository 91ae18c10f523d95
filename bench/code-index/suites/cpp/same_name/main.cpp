namespace log {
class Writer { public: Writer(int n) {} void add() {} };
}
int main() {
  log::Writer log(3);
  log.add();
  return 0;
}
