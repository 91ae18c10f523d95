export class Deep {
  dive(): void {}
}
