struct Button {
    on_click: Box<dyn Fn(i32) -> i32>,
}

impl Button {
    fn new(f: impl Fn(i32) -> i32 + 'static) -> Button {
        Button { on_click: Box::new(f) }
    }

    fn click(&self) -> i32 {
        (self.on_click)(1)
    }
}

fn double(x: i32) -> i32 {
    x * 2
}

fn triple(x: i32) -> i32 {
    x * 3
}

fn apply<F>(f: F, x: i32) -> i32
where
    F: Fn(i32) -> i32,
{
    f(x)
}

fn adder(n: i32) -> impl Fn(i32) -> i32 {
    move |x| double(x) + n
}

fn boxed() -> Box<dyn Fn(i32) -> i32> {
    Box::new(|x| triple(x))
}

fn main() {
    apply(double, 1);
    let inc = |x: i32| x + 1;
    inc(2);
    adder(3)(4);
    let b = boxed();
    b(1);
    let button = Button::new(triple);
    button.click();
    let table: [fn(i32) -> i32; 2] = [double, triple];
    table[0](5);
    let run = || {
        double(1);
        inc(2)
    };
    run();
}
