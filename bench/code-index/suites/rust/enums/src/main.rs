enum Shape {
    Circle(Round),
    Square { side: Side },
    Empty,
}

struct Round(f64);

struct Side {
    len: f64,
}

impl Round {
    fn radius(&self) -> f64 {
        self.0
    }
}

impl Side {
    fn length(&self) -> f64 {
        self.len
    }
}

impl Shape {
    fn area(&self) -> f64 {
        match self {
            Shape::Circle(r) => r.radius() * 3.0,
            Shape::Square { side } => side.length(),
            Self::Empty => Self::nothing(),
        }
    }

    fn nothing() -> f64 {
        0.0
    }

    fn is_empty(&self) -> bool {
        matches!(self, Shape::Empty)
    }
}

#[derive(Clone, Copy)]
enum Level {
    Low = 1,
    High,
}

impl Level {
    fn label(self) -> &'static str {
        match self {
            Level::Low => low(),
            Level::High => high(),
        }
    }
}

fn low() -> &'static str {
    "low"
}

fn high() -> &'static str {
    "high"
}

fn main() {
    let s = Shape::Circle(Round(1.0));
    s.area();
    let e = Shape::Empty;
    if !e.is_empty() {
        Level::High.label();
    }
    let l = Level::Low;
    l.label();
    if let Shape::Square { side: edge } = &s {
        edge.length();
    }
}
