#[macro_export]
macro_rules! shout {
    ($e:expr) => {
        println!("{}", $e)
    };
}

pub fn quiet() {
    shout!("x");
}
