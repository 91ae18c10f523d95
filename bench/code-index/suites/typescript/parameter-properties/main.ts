class Db {
  query(): void {}
}
class Cache {
  clear(): void {}
}
class Repo {
  constructor(
    private readonly db: Db,
    protected cache: Cache,
    public readonly other = new Db(),
    plain: Db,
  ) {
    plain.query();
  }
  find(): void {
    this.db.query();
    this.cache.clear();
    this.other.query();
  }
}
class Users extends Repo {
  all(): void {
    this.cache.clear();
    this.find();
  }
}
new Users(new Db(), new Cache(), new Db(), new Db()).all();
