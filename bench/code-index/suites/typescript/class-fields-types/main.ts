class Logger {
  info(): void {}
}
class Parent {
  protected logger = new Logger();
}
class Child extends Parent {
  other: Logger;
  readonly list: Logger[] = [];
  static shared: Logger = new Logger();
  constructor(readonly injected: Logger) {
    super();
    this.other = injected;
  }
  work(): void {
    this.logger.info();
    this.other.info();
    this.injected.info();
    this.list[0].info();
    Child.shared.info();
  }
}
function use(child: Child): void {
  child.injected.info();
  child.work();
}
