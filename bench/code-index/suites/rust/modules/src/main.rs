mod config;
mod net;

mod inline {
    pub fn outer() {
        inner();
        self::inner();
        super::top();
        deep::leaf();
    }

    fn inner() {}

    pub mod deep {
        pub fn leaf() {
            super::inner();
            crate::top();
        }
    }
}

fn main() {
    config::load();
    net::http::get("a");
    net::connect();
    inline::outer();
    inline::deep::leaf();
    crate::config::load();
    top();
}

fn top() {}
