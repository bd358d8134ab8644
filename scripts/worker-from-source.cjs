/**
 * A worker thread when the program runs from source (tests, benches): a thread does not inherit its parent's TypeScript loader.
 * The module's URL is the last argument. The built program starts the built modules without this file.
 */
const worker = import("tsx/esm/api").then(({ register }) => {
  register();
  return import(process.argv.at(-1));
});

module.exports = async (task) => (await worker).default(task);
