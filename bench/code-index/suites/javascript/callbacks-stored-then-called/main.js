class Button {
  constructor() {
    this.handler = null;
  }
  onClick(handler) {
    this.handler = handler;
  }
  click() {
    this.handler();
  }
}
function clicked() {}
const button = new Button();
button.onClick(clicked);
button.click();
