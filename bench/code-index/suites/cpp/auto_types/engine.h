#pragma once

struct Valve {
  void close() {}
};

class Engine {
public:
  Valve &valve() { return valve_; }
  Valve *make_valve() { return new Valve; }
  void start() {}

private:
  Valve valve_;
};

class Car {
public:
  Engine engine;
  Engine *spare = nullptr;
  void go();
};

Engine *build_engine();
