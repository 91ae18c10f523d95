int next_id() { return 1; }

struct Base {
  int id;
  Base(int n) : id(n) {}
};

class Derived : public Base {
public:
  Derived() : Derived(next_id()) {}
  Derived(int n) : Base(n) { setup(); }

private:
  void setup() {}
};

struct Plain {
  int x;
};

class Holder {
  Derived derived_;

public:
  Holder(int n) : derived_(n) {}
};

int main() {
  Derived a;
  Derived b(2);
  Derived c{3};
  Derived *d = new Derived(4);
  Plain p = Plain();
  Holder h(5);
  delete d;
  return p.x;
}
