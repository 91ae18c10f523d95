use crate::version;
use price_list::lookup;

pub struct Cart {
    names: Vec<String>,
}

impl Cart {
    pub fn new() -> Cart {
        version();
        Cart { names: vec![] }
    }

    pub fn add(&mut self, name: &str) {
        lookup(name);
    }
}

pub fn clear(cart: &mut Cart) {
    cart.add("");
}
