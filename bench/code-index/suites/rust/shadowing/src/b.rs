pub fn run() {
    inner();
}

fn inner() {}
