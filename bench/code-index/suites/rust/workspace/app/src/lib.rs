pub fn start() {
    prices::lookup("y");
}
