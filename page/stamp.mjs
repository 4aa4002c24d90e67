// Writes the hash of the sources beside what was built of them, so that a test can tell whether the build is current.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const files = ["index.html", "package.json", ...readdirSync("src").map((name) => `src/${name}`)].sort();
const hash = createHash("sha256");
for (const file of files) hash.update(`${file}\0`).update(readFileSync(file));
writeFileSync("../muniment/data/page/sources.sha256", `${hash.digest("hex")}\n`);
