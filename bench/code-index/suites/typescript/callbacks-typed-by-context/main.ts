class Row {
  id(): number {
    return 1;
  }
}
function eachRow(visit: (row: Row, index: number) => void): void {
  visit(new Row(), 0);
}
class Table {
  rows: Row[] = [];
  map<T>(transform: (row: Row) => T): T[] {
    return this.rows.map((row) => transform(row));
  }
}
eachRow((row) => row.id());
const table = new Table();
table.map((row) => row.id());
table.map(function (row) {
  return row;
})[0].id();
