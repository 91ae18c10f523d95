pub mod shapes;
pub mod tools;

pub use shapes::round::Circle;
pub use tools::{area_of, print_all as show};

pub fn demo() {
    let c = Circle::new(1.0);
    c.area();
    show();
    area_of(&c);
}
