#include "ast.hpp"
class Eval : public Visitor {
public:
  int result = 0;
  void visit(Num &n) override { result = n.v; }
  void visit(Add &a) override {
    a.l->accept(*this);
    int left = result;
    a.r->accept(*this);
    result += left;
    log("add");
  }
private:
  static void log(const char *) {}
};
int main() {
  Eval e;
  std::unique_ptr<Expr> x = std::make_unique<Add>(std::make_unique<Num>(1), std::make_unique<Num>(2));
  x->accept(e);
  return e.result;
}
