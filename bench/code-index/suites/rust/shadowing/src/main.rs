mod a;
mod b;

use a::run;

struct Run;

impl Run {
    fn go(&self) {}
}

struct Walk;

impl Walk {
    fn go(&self) {}
}

fn helper() {}

fn main() {
    fn helper() {
        run();
    }
    helper();
    let x = Run;
    x.go();
    let x = Walk;
    x.go();
    {
        use b::run;
        run();
    }
    run();
    let run = |n: i32| n + 1;
    run(1);
    outer();
}

fn outer() {
    helper();
    let walk = Walk;
    {
        let walk = Run;
        walk.go();
    }
    walk.go();
}
