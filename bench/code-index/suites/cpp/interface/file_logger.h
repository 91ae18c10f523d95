#pragma once
#include "logger.h"

class FileLogger : public Logger {
public:
  void write(const char *text) override { flush(); }

private:
  void flush() {}
};

class NullLogger final : public Logger {
public:
  void write(const char *text) override {}
};
