function ancient(): void {}
export = { ancient };
