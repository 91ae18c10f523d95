export default {
  load(): void {},
};
