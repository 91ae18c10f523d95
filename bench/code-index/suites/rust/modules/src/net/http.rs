pub fn get(url: &str) {
    super::tcp::open();
    send(url);
}

fn send(_url: &str) {}
