class Formatter {
  format(value: number): string;
  format(value: string): string;
  format(value: number | string): string {
    return this.convert(value);
  }
  private convert(value: unknown): string {
    return String(value);
  }
}
interface Parser {
  parse(text: string): number;
  parse(text: number): string;
}
function use(parser: Parser): void {
  parser.parse('x');
  parser.parse(1);
}
new Formatter().format(1);
new Formatter().format('x');
