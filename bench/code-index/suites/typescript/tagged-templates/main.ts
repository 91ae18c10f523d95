function sql(strings: TemplateStringsArray, ...values: unknown[]): Statement {
  return new Statement();
}
class Statement {
  run(): void {}
}
function table(): string {
  return 't';
}
sql`select * from ${table()}`.run();
