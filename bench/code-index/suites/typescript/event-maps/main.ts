type Events = {
  open: (id: Id) => void;
  close: () => void;
};
class Id {
  text(): string {
    return '';
  }
}
class Bus {
  private readonly listeners: { [K in keyof Events]?: Events[K][] } = {};
  on<K extends keyof Events>(name: K, listener: Events[K]): () => void {
    (this.listeners[name] ??= []).push(listener);
    return () => this.off(name);
  }
  off(name: keyof Events): void {}
  emit(): void {
    this.listeners.open?.forEach((listener) => listener(new Id()));
  }
}
const bus = new Bus();
bus.on('open', (id) => id.text());
bus.emit();
