class Account {
  #balance = 0;
  get balance(): number {
    return read(this.#balance);
  }
  set balance(value: number) {
    this.#balance = check(value);
  }
}
function read(n: number): number {
  return n;
}
function check(n: number): number {
  return n;
}
const account: Account = new Account();
account.balance = 3;
console.log(account.balance);
