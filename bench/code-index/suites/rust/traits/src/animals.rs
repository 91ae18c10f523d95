pub trait Animal {
    fn name(&self) -> String;

    fn speak(&self) {
        self.prepare();
        log(&self.name());
    }

    fn prepare(&self) {}
}

pub struct Dog;

#[derive(Default)]
pub struct Cat {
    lives: u8,
}

impl Animal for Dog {
    fn name(&self) -> String {
        dog_name()
    }

    fn prepare(&self) {
        self.fetch();
    }
}

impl Dog {
    pub fn fetch(&self) {}
}

impl Animal for Cat {
    fn name(&self) -> String {
        String::from("cat")
    }

    fn speak(&self) {
        log("meow");
    }
}

fn dog_name() -> String {
    String::new()
}

fn log(_s: &str) {}
