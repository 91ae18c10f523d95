#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define LIMIT 10
#define LOG(msg) log_line(__FILE__, msg)
void log_line(const char *file, const char *msg);
