/**
 * A process that reads the embedded store, when the program runs from source (tests, benches): a new process knows no
 * TypeScript. The built program starts dist/store/embedded/reader-process.js without this file.
 */
import("tsx/esm/api").then(({ register }) => {
  register();
  return import("../src/store/embedded/reader-process.ts");
});
