pub mod cart;

pub fn version() -> u32 {
    price_list::lookup("v")
}
