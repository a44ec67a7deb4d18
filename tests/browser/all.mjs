// All journeys, or those whose name holds the first argument. Those that change cases come after those that look, the one that moves the
// clock last.

import { close, open, runAll } from "./lib.mjs";
import "./sweep.mjs";
import "./citizen.mjs";
import "./officer.mjs";
import "./conflict.mjs";
import "./supervisor.mjs";
import "./hostile.mjs";
import "./freeze.mjs";

await open();
const failed = await runAll(process.argv[2]);
await close();
process.exit(failed === 0 ? 0 : 1);
