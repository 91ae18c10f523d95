export class Delta {
  change(): void {}
}
