class HttpError extends Error {
  constructor(readonly status: number) {
    super(text(status));
  }
  retry(): void {}
}
function text(n: number): string {
  return String(n);
}
function guard(): void {
  try {
    throw new HttpError(3);
  } catch (error) {
    if (error instanceof HttpError) error.retry();
    else throw error;
  } finally {
    clean();
  }
}
function clean(): void {}
guard();
