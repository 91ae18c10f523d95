function fetchUser(id, callback) {
  if (id < 0) {
    callback(new Error('bad'));
    return;
  }
  callback(null, { id });
}
function showUser(error, user) {
  if (error) return fail(error);
  return print(user);
}
function fail() {}
function print() {}
fetchUser(1, showUser);
fetchUser(-1, function handle(error) {
  fail(error);
});
