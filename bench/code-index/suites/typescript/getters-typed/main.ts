class Config {
  get paths(): Paths {
    return new Paths();
  }
}
class Paths {
  resolve(): void {}
}
function load(config: Config): void {
  config.paths.resolve();
}
load(new Config());
