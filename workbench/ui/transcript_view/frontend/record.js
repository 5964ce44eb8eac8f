// Record beside the build what it was made from, so that a test without Node can tell whether
// the committed build is the build of the committed source.
import { createHash } from "node:crypto"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"

const sources = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"]
  .concat(readdirSync("src").map(name => `src/${name}`))
  .sort()
const hash = createHash("sha256")
for (const name of sources) {
  hash.update(`${name}\n`).update(readFileSync(name)).update("\n")
}
writeFileSync("build/source.sha256", `${hash.digest("hex")}\n`)
