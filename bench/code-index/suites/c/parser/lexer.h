#pragma once
enum token { T_NUM, T_PLUS, T_END };
struct lexer { const char *p; enum token tok; };
void lexer_init(struct lexer *lx, const char *s);
enum token lexer_next(struct lexer *lx);
