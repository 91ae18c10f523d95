const app = require('./app');
app.use();
app.listen();
