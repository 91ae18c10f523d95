class Logger {
  info(text: string): void {}
}
class Mail {
  send(): void {}
}
class Clock {
  now(): number {
    return 0;
  }
}
export const logger = new Logger();
export const services = {
  mail: new Mail(),
  clock: () => new Clock(),
};
export type Services = typeof services;
export function useServices(all: Services, one: typeof logger): void {
  all.mail.send();
  one.info('y');
}
