use std::fmt;

trait Plugin {
    fn run(&mut self, input: &str) -> Output;
}

struct Output {
    text: String,
}

impl Output {
    fn print(&self) {}
}

struct Upper;
struct Lower {
    count: usize,
}

impl Plugin for Upper {
    fn run(&mut self, input: &str) -> Output {
        Output { text: convert(input) }
    }
}

impl Plugin for Lower {
    fn run(&mut self, input: &str) -> Output {
        self.bump();
        Output { text: input.to_lowercase() }
    }
}

impl Lower {
    fn bump(&mut self) {
        self.count += 1;
    }
}

fn convert(s: &str) -> String {
    s.to_uppercase()
}

struct Registry {
    plugins: Vec<Box<dyn Plugin>>,
}

impl Registry {
    fn register(&mut self, p: Box<dyn Plugin>) {
        self.plugins.push(p);
    }

    fn run_all(&mut self) {
        for p in self.plugins.iter_mut() {
            p.run("x").print();
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        render(f)
    }
}

fn render(_f: &mut fmt::Formatter) -> fmt::Result {
    Ok(())
}

impl From<&str> for Output {
    fn from(s: &str) -> Self {
        Output { text: convert(s) }
    }
}

fn main() {
    let mut r = Registry { plugins: Vec::new() };
    r.register(Box::new(Upper));
    r.register(Box::new(Lower { count: 0 }));
    r.run_all();
    let o = Output::from("a");
    o.print();
}
