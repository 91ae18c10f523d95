pub fn lookup(name: &str) -> u32 {
    hash(name)
}

fn hash(_name: &str) -> u32 {
    0
}
