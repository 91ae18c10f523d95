function run() {}
export default run;
