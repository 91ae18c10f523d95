mod server;

use server::ServerBuilder;

fn main() {
    let server = ServerBuilder::new()
        .port(80)
        .name("x")
        .build();
    server.start();
    let mut b = server::Server::builder();
    b = b.port(1);
    b.build().start();
}
