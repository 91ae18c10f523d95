function createApp() {
  return { router: new Router(), stop(): void {} };
}
class Router {
  route(): void {}
}
type App = ReturnType<typeof createApp>;
type RouterType = InstanceType<typeof Router>;
function use(app: App, router: RouterType, Factory: typeof Router): void {
  app.router.route();
  app.stop();
  router.route();
  new Factory().route();
}
