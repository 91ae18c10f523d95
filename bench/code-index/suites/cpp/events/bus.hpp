#pragma once
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>
struct Event { std::string name; int value = 0; };
class EventBus {
public:
  using Handler = std::function<void(const Event &)>;
  void on(const std::string &name, Handler h) { handlers_[name].push_back(std::move(h)); }
  void emit(const Event &e) {
    auto it = handlers_.find(e.name);
    if (it != handlers_.end())
      for (auto &h : it->second) h(e);
  }
private:
  std::unordered_map<std::string, std::vector<Handler>> handlers_;
};
