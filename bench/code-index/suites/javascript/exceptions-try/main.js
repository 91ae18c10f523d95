function risky() {
  throw new Error('x');
}
function recover() {}
function cleanup() {}
function main() {
  try {
    risky();
  } catch (error) {
    recover(error);
  } finally {
    cleanup();
  }
}
main();
