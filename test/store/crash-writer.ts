/** Writes paper after paper into the folder given until it is killed; see crash.test.ts. */
import { openStore } from "../../src/store/open-store.js";
import { crashPaper } from "./crash-papers.js";

const [folder = "", from = "0"] = process.argv.slice(2);
const store = await openStore(folder);
process.stdout.write("ready\n");
for (let i = Number(from); ; i += 3) await store.write([crashPaper(i), crashPaper(i + 1), crashPaper(i + 2)]);
