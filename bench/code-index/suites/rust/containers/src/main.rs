use std::collections::HashMap;

struct Item {
    price: u32,
}

impl Item {
    fn price(&self) -> u32 {
        self.price
    }

    fn free(&self) -> bool {
        self.price() == 0
    }
}

struct Store {
    items: Vec<Item>,
    by_name: HashMap<String, Item>,
}

impl Store {
    fn total(&self) -> u32 {
        self.items.iter().map(|i| i.price()).sum()
    }

    fn find(&self, name: &str) -> Option<&Item> {
        self.by_name.get(name)
    }

    fn cheap(&self) -> Vec<&Item> {
        self.items.iter().filter(|i| i.free()).collect()
    }

    fn each(&self) {
        for item in &self.items {
            item.price();
        }
        for (name, item) in self.by_name.iter() {
            item.free();
            note(name);
        }
        for (n, item) in self.items.iter().enumerate() {
            item.free();
        }
    }
}

fn note(_name: &str) {}

fn main() {
    let mut items = Vec::new();
    items.push(Item { price: 1 });
    items[0].price();
    let list = vec![Item { price: 2 }, Item { price: 3 }];
    for i in list.iter() {
        i.free();
    }
    let store = Store { items, by_name: HashMap::new() };
    store.each();
    if let Some(item) = store.find("a") {
        item.price();
    }
    store.cheap().first().unwrap().price();
    let last = list.last().expect("none");
    last.free();
    let first = store.cheap()[0];
    first.free();
}
