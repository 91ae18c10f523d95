pub fn open() {
    crate::top();
}
