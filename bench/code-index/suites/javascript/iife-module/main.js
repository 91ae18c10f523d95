const Bank = (function () {
  let balance = 0;
  function change(amount) {
    balance += amount;
  }
  return {
    deposit(amount) {
      change(amount);
    },
    withdraw: function (amount) {
      change(-amount);
    },
  };
})();
Bank.deposit(5);
Bank.withdraw(2);
!(function () {
  Bank.deposit(1);
})();
