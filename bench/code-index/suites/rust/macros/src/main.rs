#[macro_use]
mod shout;

macro_rules! square {
    ($x:expr) => {
        $x * $x
    };
}

struct Point {
    x: i32,
}

impl Point {
    fn x(&self) -> i32 {
        self.x
    }
}

fn compute() -> i32 {
    square!(side())
}

fn side() -> i32 {
    3
}

fn name() -> String {
    String::new()
}

fn main() {
    let p = Point { x: 1 };
    println!("{} {}", compute(), p.x());
    shout!("hi");
    assert_eq!(compute(), 9, "side {}", side());
    let s = format!("{}", name());
    let v = vec![side(), compute()];
    if s.is_empty() || v.is_empty() {
        panic!("{}", name());
    }
}
