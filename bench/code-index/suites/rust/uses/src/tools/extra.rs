pub fn helper() {
    super::print_all();
}
