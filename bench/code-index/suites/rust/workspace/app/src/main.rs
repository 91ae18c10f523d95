use prices::lookup;
use shop_core::cart::{self, Cart};

fn main() {
    let mut cart = Cart::new();
    cart.add("x");
    cart::clear(&mut cart);
    lookup("x");
    shop_core::version();
    app::start();
}
