enum class Color { Red, Green };

struct Pixel {
  Color color = Color::Red;
  bool is_red() const { return color == Color::Red; }
};

static void paint_red(Pixel &p) { p.color = Color::Red; }
static void paint_green(Pixel &p) { p.color = Color::Green; }

void paint(Pixel &p, Color c) {
  switch (c) {
  case Color::Red:
    paint_red(p);
    break;
  case Color::Green:
    paint_green(p);
    break;
  }
}

int main() {
  Pixel p;
  paint(p, Color::Green);
  return p.is_red();
}
