#[derive(Clone)]
pub struct ServerBuilder {
    port: u16,
    name: Option<String>,
}

pub struct Server {
    port: u16,
    log: Log,
}

struct Log {
    level: u8,
}

impl Log {
    fn info(&self, _m: &str) {}
}

impl ServerBuilder {
    pub fn new() -> Self {
        Self { port: default_port(), name: None }
    }

    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    pub fn name(mut self, name: &str) -> ServerBuilder {
        self.name = Some(name.into());
        self
    }

    pub fn build(self) -> Server {
        Server { port: self.port, log: Log { level: 1 } }
    }
}

impl Server {
    pub fn builder() -> ServerBuilder {
        ServerBuilder::new()
    }

    pub fn start(&self) {
        self.log.info("start");
        self.serve();
    }

    fn serve(&self) {
        let Self { log, .. } = self;
        log.info("serve");
    }
}

const fn default_port() -> u16 {
    80
}
