class Task {
  run(): void {}
}
const tasks: Task[] = [];
const readonlyTasks: ReadonlyArray<Task> = tasks;
const generic: Array<Task> = tasks;
tasks[0]?.run();
for (const task of generic) task.run();
readonlyTasks.forEach((task) => task.run());
const last = tasks.at(-1);
if (last) last.run();
const done = tasks.filter((task) => task !== undefined).map((task) => task);
done[0].run();
tasks.find(() => true)!.run();
tasks.pop()?.run();
const [head] = tasks;
head.run();
