double parse(const char *s);
int main() { return (int)parse("1+1"); }
