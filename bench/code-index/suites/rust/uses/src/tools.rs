use crate::shapes::{self, round::Circle as C, Disc};
use crate::Circle;
use std::fmt::Display;

mod extra;
use extra::*;

pub fn area_of(c: &C) -> f64 {
    c.area()
}

pub fn print_all() {
    let a = Disc::new(1.0);
    a.area();
    let b = shapes::Disc::new(2.0);
    area_of(&b);
    let c = Circle::new(3.0);
    c.area();
    helper();
    use crate::demo as run_demo;
    run_demo();
}

pub fn display(d: impl Display) {
    println!("{}", d);
}
