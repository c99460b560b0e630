import { buildSync } from "esbuild";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startSandbox } from "../../../../lib/sandbox/start-sandbox.ts";
import { AD_ACCOUNT } from "../../../builders/platform-bench.ts";
import { SANDBOX_TOKEN } from "./meta-under-test.ts";

const root = path.join(import.meta.dirname, "../../../..");

/** Makes an audience, then reads it from a platform that never answers. */
const program = `
import { metaAudiences } from "./lib/adapters/meta/meta-audiences.ts";
const [graphUrl] = process.argv.slice(2);
const settings = { adAccount: "${AD_ACCOUNT}", token: "${SANDBOX_TOKEN}", graphUrl, timeoutMs: 300 };
const platform = metaAudiences(settings);
platform
  .ensure({ platformId: null, name: "Bundled", description: "" })
  .then((id) => platform.view(id))
  .catch((error) => console.log(error.code));
`;

test("in a bundle, as Lambda runs it, the SDK is pointed and bounded as well", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "audience-bundle-"));
  const sandbox = await startSandbox();
  try {
    const outfile = path.join(folder, "index.js");
    buildSync({
      stdin: { contents: program, resolveDir: root, loader: "ts" },
      absWorkingDir: root,
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      logLevel: "error",
    });
    const [nth, fault] = [1, "hang"] as const;
    sandbox.faults.plan([{ match: { path: "/v25.0/2386", nth }, fault }]);
    const run = await promisify(execFile)(process.execPath, [outfile, sandbox.endpoints.meta], {
      timeout: 20_000,
    });
    expect(run.stdout.trim()).toBe("unknown-outcome");
    expect(sandbox.dump().meta.audiences).toMatchObject([{ name: "Bundled" }]);
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
});
