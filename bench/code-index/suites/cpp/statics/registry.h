#pragma once

class Registry {
public:
  static Registry &instance();
  void add(int id);
  static int count();

  struct Entry {
    int id;
    void touch() {}
  };

private:
  Registry() { reset(); }
  void reset() {}
  static int total_;
};
