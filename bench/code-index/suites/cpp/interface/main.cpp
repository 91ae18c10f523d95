#include "file_logger.h"

int main() {
  FileLogger logger;
  Service service(&logger);
  service.run();
  return 0;
}
