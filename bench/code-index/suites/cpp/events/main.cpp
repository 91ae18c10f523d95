#include "bus.hpp"
static int total = 0;
static void count(const Event &e) { total += e.value; }
class Widget {
public:
  explicit Widget(EventBus &bus) : bus_(bus) {
    bus_.on("click", [this](const Event &e) { handle(e); });
    bus_.on("key", std::bind(&Widget::key, this));
  }
  void click() { bus_.emit(Event{"click", 1}); }
private:
  void handle(const Event &e) { count(e); }
  void key() {}
  EventBus &bus_;
};
template <typename T>
T clamp(T v, T lo, T hi) { return v < lo ? lo : hi < v ? hi : v; }
struct Error : std::exception {
  const char *what() const noexcept override { return text(); }
  const char *text() const { return "e"; }
};
void risky(int n) { if (n > 1) throw Error(); }
int main() {
  EventBus bus;
  bus.on("click", count);
  Widget w(bus);
  w.click();
  try { risky(2); } catch (const Error &e) { e.what(); }
  return clamp(total, 0, 3);
}
