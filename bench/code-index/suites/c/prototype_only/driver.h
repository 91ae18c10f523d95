int driver_send(int port, const char *data);
int driver_reset(int port);
