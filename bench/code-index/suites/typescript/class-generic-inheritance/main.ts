abstract class Repository<T> {
  protected abstract table(): string;
  find(id: string): T {
    this.table();
    return null as T;
  }
  all(): Promise<T[]> {
    return Promise.resolve([]);
  }
}
class User {
  login(): void {}
}
class Users extends Repository<User> {
  protected table(): string {
    return 'users';
  }
  async first(): Promise<void> {
    const users = await this.all();
    users[0].login();
    this.find('x').login();
  }
}
new Users().find('y').login();
