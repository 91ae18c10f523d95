#ifndef AST_HPP
#define AST_HPP
#include <memory>
struct Num; struct Add;
struct Visitor { virtual void visit(Num &) = 0; virtual void visit(Add &) = 0; };
struct Expr { virtual ~Expr() {} virtual void accept(Visitor &v) = 0; };
struct Num : Expr { int v; Num(int v) : v(v) {} void accept(Visitor &vis) override { vis.visit(*this); } };
struct Add : Expr {
  std::unique_ptr<Expr> l, r;
  Add(std::unique_ptr<Expr> a, std::unique_ptr<Expr> b) : l(std::move(a)), r(std::move(b)) {}
  void accept(Visitor &vis) override { vis.visit(*this); }
};
#endif
