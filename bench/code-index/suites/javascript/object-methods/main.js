const calculator = {
  total: 0,
  add(n) {
    this.total += n;
    this.notify();
    return this;
  },
  notify: function () {
    calculator.log();
  },
  log: () => {},
};
calculator.add(1).add(2);
calculator.later = () => calculator.log();
calculator.later();
