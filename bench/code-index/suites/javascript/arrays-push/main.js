const queue = [];
function enqueue(task) {
  queue.push(task);
}
function drain() {
  while (queue.length > 0) {
    const task = queue.shift();
    task();
  }
}
function one() {}
function two() {}
enqueue(one);
enqueue(two);
drain();
