#[derive(Debug)]
enum Failure {
    Io(String),
    Parse,
}

impl Failure {
    fn code(&self) -> i32 {
        1
    }
}

struct Config {
    name: String,
}

impl Config {
    fn validate(&self) -> Result<(), Failure> {
        Ok(())
    }

    fn parent(&self) -> Option<Config> {
        None
    }
}

fn read(path: &str) -> Result<String, Failure> {
    Ok(path.to_string())
}

fn parse(text: &str) -> Result<Config, Failure> {
    if text.is_empty() {
        return Err(fail());
    }
    Ok(Config { name: text.to_string() })
}

fn fail() -> Failure {
    Failure::Parse
}

fn load(path: &str) -> Result<Config, Failure> {
    let text = read(path)?;
    let config = parse(&text)?;
    config.validate()?;
    Ok(config)
}

fn wrap(e: Failure) -> Failure {
    e
}

fn main() {
    match load("a") {
        Ok(c) => {
            c.validate().unwrap();
        }
        Err(e) => {
            e.code();
        }
    }
    let c = load("b").unwrap();
    if let Some(p) = c.parent() {
        p.validate();
    }
    load("c").map_err(wrap).unwrap().validate();
    load("d").and_then(|c| c.parent().ok_or(fail())).ok();
    let Ok(d) = load("e") else {
        return;
    };
    d.parent().unwrap().parent();
    while let Some(p) = d.parent() {
        p.parent();
    }
}
