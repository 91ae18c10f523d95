#include "lexer.h"
#include <ctype.h>
static void skip_ws(struct lexer *lx) { while (isspace(*lx->p)) lx->p++; }
static int is_num(int c) { return isdigit(c); }
void lexer_init(struct lexer *lx, const char *s) { lx->p = s; lexer_next(lx); }
enum token lexer_next(struct lexer *lx) {
  skip_ws(lx);
  if (is_num(*lx->p)) return lx->tok = T_NUM;
  switch (*lx->p) {
    case '+': return lx->tok = T_PLUS;
    default: return lx->tok = T_END;
  }
}
