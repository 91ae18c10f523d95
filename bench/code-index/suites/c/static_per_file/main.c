int a_run(void);
int b_run(void);

int main(void) { return a_run() + b_run(); }
