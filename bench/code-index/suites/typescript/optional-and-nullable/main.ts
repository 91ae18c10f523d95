class Token {
  next?: Token;
  text(): string {
    return '';
  }
}
function current(): Token | null {
  return null;
}
function required(token: Token | undefined): Token {
  if (!token) throw new Error('none');
  return token;
}
current()?.text();
required(current() ?? undefined).text();
const token = current() || new Token();
token.next?.next?.text();
token.next!.text();
(current() ?? token).text();
