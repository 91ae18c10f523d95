mod animals;

use animals::{Animal, Cat, Dog};

fn describe(a: &dyn Animal) -> String {
    a.name()
}

fn greet<T: Animal>(a: T) {
    a.speak();
}

fn both(x: impl Animal, y: &impl Animal) {
    x.speak();
    y.name();
}

fn whereabouts<T>(t: &T)
where
    T: Animal,
{
    t.name();
}

fn pick(flag: bool) -> Box<dyn Animal> {
    if flag {
        Box::new(Dog)
    } else {
        Box::new(Cat::default())
    }
}

fn main() {
    describe(&Dog);
    greet(Cat::default());
    both(Dog, &Dog);
    whereabouts(&Dog);
    let p = pick(true);
    p.speak();
    Dog.fetch();
    Animal::name(&Dog);
    <Dog as Animal>::name(&Dog);
}
