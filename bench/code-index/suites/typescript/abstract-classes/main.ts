abstract class Job {
  constructor(protected name: string) {}
  abstract run(): void;
  start(): void {
    this.before();
    this.run();
  }
  protected before(): void {}
}
class Build extends Job {
  run(): void {
    compile();
  }
}
function compile(): void {}
function launch(job: Job): void {
  job.start();
  job.run();
}
launch(new Build('b'));
new Build('c').run();
