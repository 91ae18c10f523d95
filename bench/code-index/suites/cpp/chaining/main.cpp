#include <string>

class Query {
public:
  Query &where(const char *c) { return *this; }
  Query &limit(int n) { this->check(n); return *this; }
  std::string str() const { return ""; }

private:
  void check(int n) {}
};

class Builder {
public:
  static Builder create() { return Builder(); }
  Builder &&name(const char *n) { return std::move(*this); }
  Query build() { return Query(); }
};

int main() {
  Query q;
  q.where("a").limit(1).where("b").str();
  Builder::create().name("x").build().limit(2);
  return 0;
}
