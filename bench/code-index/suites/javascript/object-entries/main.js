const routes = {
  home() {},
  about() {},
};
for (const [path, handler] of Object.entries(routes)) handler(path);
Object.values(routes).forEach((handler) => handler());
for (const key in routes) {
  routes[key]();
}
