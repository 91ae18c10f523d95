#pragma once

struct Logger {
  virtual void write(const char *text) = 0;
  virtual ~Logger() = default;
};

class Service {
public:
  Service(Logger *logger) : logger_(logger) {}
  void run() { logger_->write("run"); }

private:
  Logger *logger_;
};
