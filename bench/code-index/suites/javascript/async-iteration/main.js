class Page {
  render() {}
}
async function* pages() {
  yield new Page();
}
async function main() {
  for await (const page of pages()) page.render();
}
main().catch(report);
function report() {}
