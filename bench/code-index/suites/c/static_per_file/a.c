static int helper(void) { return 1; }

int a_run(void) { return helper(); }
