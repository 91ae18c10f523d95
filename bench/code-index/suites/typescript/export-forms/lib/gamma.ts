export default class Gamma {
  go(): void {}
}
