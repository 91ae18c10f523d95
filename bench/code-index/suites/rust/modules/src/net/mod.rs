pub mod http;
mod tcp;

pub fn connect() {
    tcp::open();
    http::get("b");
}
