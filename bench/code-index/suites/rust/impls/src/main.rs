#[derive(Default)]
struct Account {
    owner: String,
    balance: i64,
}

impl Account {
    const LIMIT: i64 = 10;

    fn new(owner: &str) -> Self {
        let mut a = Self::empty();
        a.rename(owner);
        a
    }

    fn empty() -> Account {
        Account { owner: String::new(), balance: 0 }
    }

    fn rename(&mut self, owner: &str) -> &mut Self {
        self.owner = owner.to_string();
        self
    }

    fn deposit(&mut self, n: i64) -> &mut Self {
        self.check(n);
        self.balance += n;
        self
    }

    fn check(&self, n: i64) -> bool {
        Self::valid(n)
    }

    fn valid(n: i64) -> bool {
        n > 0 && n < Self::LIMIT
    }
}

impl Account {
    fn close(self) {
        drop_all();
    }
}

fn drop_all() {}

fn main() {
    let mut a = Account::new("x");
    a.deposit(1).deposit(2).rename("y");
    Account::check(&a, 3);
    let f = Account::valid;
    f(1);
    a.close();
    let b: Account = Default::default();
    b.check(1);
}
