#include <functional>

static int add(int a, int b) { return a + b; }

int apply(const std::function<int(int)> &f, int x) { return f(x); }

class Button {
public:
  void on_click(std::function<void()> handler) { handler_ = handler; }
  void click() { handler_(); }

private:
  std::function<void()> handler_;
};

class Panel {
  Button button_;
  int count_ = 0;

public:
  void wire() {
    button_.on_click([this] { bump(); });
    button_.click();
  }
  void bump() { count_++; }
};

int main() {
  auto inc = [](int x) { return add(x, 1); };
  inc(1);
  apply([](int x) { return add(x, 2); }, 3);
  apply(inc, 4);
  Panel panel;
  panel.wire();
  return 0;
}
