// All journeys, or those whose name holds the first argument.

import { close, open, runAll } from "./lib.mjs";
import "./sweep.mjs";

await open();
const failed = await runAll(process.argv[2]);
await close();
process.exit(failed === 0 ? 0 : 1);
