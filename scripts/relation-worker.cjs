/**
 * The relation heads' worker thread when the program runs from source (tests, benches): a thread does not inherit its parent's
 * TypeScript loader. The built program starts dist/encode/relation-worker.js without this file.
 */
const worker = import("tsx/esm/api").then(({ register }) => {
  register();
  return import("../src/encode/relation-worker.ts");
});

module.exports = async (task) => (await worker).default(task);
