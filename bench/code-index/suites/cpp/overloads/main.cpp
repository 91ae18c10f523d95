int log(int a) { return a; }
int log(int a, int b) { return a + b; }
int log(int a, int b, int c) { return log(a, b) + c; }

class Printer {
public:
  void print() { print(1); }
  void print(int a) { print(a, 2); }
  void print(int a, int b) {}
};

int pad(int a, int b = 0) { return a + b; }

int main() {
  Printer p;
  p.print();
  p.print(1);
  pad(1);
  return log(1, 2, 3) + log(4);
}
