use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

struct Node {
    value: i32,
    children: Vec<Rc<RefCell<Node>>>,
    next: Option<Box<Node>>,
}

impl Node {
    fn new(value: i32) -> Self {
        Self { value, children: vec![], next: None }
    }

    fn value(&self) -> i32 {
        self.value
    }

    fn add(&mut self, child: Rc<RefCell<Node>>) {
        self.children.push(child);
    }

    fn sum(&self) -> i32 {
        let mut total = self.value();
        for child in &self.children {
            total += child.borrow().sum();
        }
        if let Some(next) = &self.next {
            total += next.sum();
        }
        total
    }
}

fn main() {
    let root = Rc::new(RefCell::new(Node::new(1)));
    root.borrow_mut().add(Rc::new(RefCell::new(Node::new(2))));
    let other = Rc::clone(&root);
    other.borrow().sum();
    let boxed = Box::new(Node::new(3));
    boxed.value();
    let shared = Arc::new(Mutex::new(Node::new(4)));
    let copy = shared.clone();
    copy.lock().unwrap().value();
    let reference = &boxed;
    (*reference).value();
}
