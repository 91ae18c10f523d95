class Vault {
  static #instance: Vault | undefined;
  private static readonly keys = new Map<string, Vault>();
  static get(): Vault {
    return (Vault.#instance ??= Vault.build());
  }
  private static build(): Vault {
    return new Vault();
  }
  #turn(): void {}
  open(): void {
    this.#turn();
    Vault.keys.get('x')?.open();
  }
}
Vault.get().open();
