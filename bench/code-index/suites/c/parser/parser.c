#include "lexer.h"
typedef double (*binop)(double, double);
static double add(double a, double b) { return a + b; }
static double sub(double a, double b) { return a - b; }
static binop ops[256] = { ['+'] = add, ['-'] = sub };
static double expr(struct lexer *lx);
static double primary(struct lexer *lx) {
  if (lx->tok == T_NUM) { lexer_next(lx); return 1; }
  return expr(lx);
}
static double expr(struct lexer *lx) {
  double v = primary(lx);
  while (lx->tok == T_PLUS) {
    binop op = ops['+'];
    lexer_next(lx);
    v = op(v, primary(lx));
  }
  return v;
}
double parse(const char *s) {
  struct lexer lx;
  lexer_init(&lx, s);
  return expr(&lx);
}
