struct Stack<T> {
    items: Vec<T>,
}

impl<T> Stack<T> {
    fn new() -> Self {
        Stack { items: Vec::new() }
    }

    fn push(&mut self, x: T) {
        self.grow();
        self.items.push(x);
    }

    fn pop(&mut self) -> Option<T> {
        self.items.pop()
    }

    fn grow(&mut self) {}
}

trait Create {
    fn create() -> Self;

    fn twice() -> (Self, Self)
    where
        Self: Sized,
    {
        (Self::create(), Self::create())
    }
}

struct Task {
    id: u32,
}

impl Create for Task {
    fn create() -> Self {
        Task { id: next_id() }
    }
}

impl Task {
    fn run(&self) {}
}

fn next_id() -> u32 {
    1
}

fn make<T: Create>() -> T {
    T::create()
}

fn identity<T>(x: T) -> T {
    x
}

struct Wrapper<T: Create> {
    inner: T,
}

impl<T: Create> Wrapper<T> {
    fn wrap(inner: T) -> Wrapper<T> {
        Wrapper { inner }
    }

    fn inner(&self) -> &T {
        &self.inner
    }
}

fn main() {
    let mut s = Stack::new();
    s.push(Task { id: 1 });
    s.pop().unwrap().run();
    let typed: Stack<Task> = Stack::<Task>::new();
    let t = make::<Task>();
    t.run();
    identity(Task { id: 2 }).run();
    let w = Wrapper::wrap(Task::create());
    w.inner().run();
    let (a, b) = Task::twice();
    a.run();
}
