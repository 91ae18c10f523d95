module.exports.helper = function helper() {};
