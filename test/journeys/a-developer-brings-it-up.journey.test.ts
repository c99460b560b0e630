import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cacheFolder } from "../../lib/cli/assembly.ts";
import { startBin } from "../builders/run-bin.ts";
import type { Ended, RunningBin } from "../builders/run-bin.ts";
import { runMain } from "../builders/run-main.ts";
import {
  aShopper,
  consentsCsv,
  customersCsv,
  ordersCsv,
  shoppers,
  smallShop,
} from "../builders/small-shop.ts";

const run = promisify(execFile);
const hasCli = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);

const root = mkdtempSync(path.join(tmpdir(), "up-"));
const at = (...names: string[]): string => path.join(root, ...names);
const write = (file: string, text: string): string => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};

/** A cloud that somebody has up must be found again by its commands when the tests are done. */
const session = path.join(cacheFolder, "up.json");
const before = existsSync(session) ? readFileSync(session, "utf8") : undefined;

const jsonOf = ({ stdout }: Ended) => JSON.parse(stdout);

interface Ready {
  readonly ready: boolean;
  readonly endpoints: { readonly aws: string; readonly meta: string; readonly google: string };
  readonly buckets: { readonly inbox: string; readonly lake: string };
}

/** One story, told in order: another process has the cloud up, the commands find it. */
describe("a developer's afternoon with `audience up`", () => {
  const everybody = shoppers(12);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  let cloud: RunningBin;
  let ready: Ready;

  beforeAll(async () => {
    for (const [name, text] of Object.entries(smallShop())) write(at("workspace", name), text);
    cloud = startBin("up", { workspace: at("workspace"), state: at("state"), json: true });
    ready = JSON.parse(await cloud.firstLine);
  });
  afterAll(async () => {
    cloud.child.kill("SIGTERM");
    await cloud.ended;
    if (before !== undefined) writeFileSync(session, before);
    rmSync(root, { recursive: true, force: true });
  });

  test("the first line says where everything is", () => {
    expect(ready).toMatchObject({
      ready: true,
      endpoints: { aws: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) },
      buckets: { inbox: expect.any(String), lake: expect.any(String) },
    });
  });

  test("files are dropped, and each command gives their receipts", async () => {
    const files = {
      customers: customersCsv(everybody, yesterday),
      orders: ordersCsv(everybody, yesterday.slice(0, 10)),
      consents: consentsCsv(everybody, yesterday),
    };
    for (const [dataset, text] of Object.entries(files)) {
      const file = write(at(`${dataset}.csv`), text);
      const dropped = await runMain(["drop", dataset, file, "--json"]);
      expect(dropped.code).toBe(0);
      expect(jsonOf(dropped).receipts).toMatchObject([{ status: "accepted", rows: 12 }]);
    }
    const listed = await runMain(["status", "--files"]);
    expect(listed.stdout).toMatch(
      /^ {2}file +status +rows +accepted +rejected +skipped +received/m,
    );
    expect(listed.stdout.match(/accepted +12/g)).toHaveLength(3);
  });

  test("a refresh whose first pushes are held ends with 1 and names the holds", async () => {
    const refreshed = await runMain(["refresh"]);
    expect(refreshed.code).toBe(1);
    expect(refreshed.stdout).toMatch(/audience approve buyers@meta-main\.first/);
    const holds = await runMain(["holds", "--json"]);
    expect(holds.code).toBe(1);
    expect(jsonOf(holds).holds).toHaveLength(2);
  });

  test("approved, they are sent; the status ends with 0 and names the page", async () => {
    for (const hold of ["buyers@meta-main.first", "buyers@google-main.first"])
      expect((await runMain(["approve", hold, "--by", "crm"])).code).toBe(0);
    const refreshed = await runMain(["refresh", "--json"]);
    expect(refreshed.code).toBe(0);
    expect(jsonOf(refreshed).audiences).toMatchObject([
      { id: "buyers@meta-main", state: "in-sync" },
      { id: "buyers@google-main", state: "in-sync" },
    ]);
    const status = await runMain(["status", "--json"]);
    expect(status.code).toBe(0);
    expect(jsonOf(status).page).toMatch(/^http:\/\/127.*\/reports\/.*\.html$/);
    const held = await runMain(["approve", "buyers@meta-main.first"]);
    expect({ code: held.code, stdout: held.stdout }).toEqual({ code: 2, stdout: "" });
    const sandbox = await fetch(`${ready.endpoints.meta}/_sandbox/state`);
    const { meta } = JSON.parse(await sandbox.text());
    expect(meta.audiences[0].members).toHaveLength(12);
  });

  test("why somebody is in, what a segment comes to, what a column holds: each command answers", async () => {
    const explained = await runMain(["explain", "buyers", "C-1001"]);
    expect(explained.code).toBe(0);
    expect(explained.stdout).toMatch(/^ {2}✓ .*: 1, needs at least 1$/m);
    expect(explained.stdout).toMatch(/^ {2}buyers@meta-main +eligible +there since /m);
    const preview = await runMain(["preview", "buyers", "--json"]);
    expect(jsonOf(preview)).toMatchObject({ size: 12, audiences: [{ added: 0 }, { added: 0 }] });
    const about = await runMain(["about", "C-1001", "--json"]);
    expect(jsonOf(about)).toMatchObject({ segments: [{ id: "buyers" }], mergedWith: 0 });
    const values = await runMain(["values", "product_name"]);
    expect(values.stdout).toMatch(/^ {2}a lead +12 +100% +12$/m);
    const sql = ["--workspace", at("workspace"), "--sql"];
    expect((await runMain(["preview", "buyers", ...sql])).stdout).toMatch(/^WHERE "buyers"$/m);
    for (const words of [
      ["explain", "buyers", "nobody"],
      ["explain", "byers", "C-1001"],
      ["preview", "byers"],
      ["about", "nobody"],
      ["values", "categry"],
    ]) {
      const { code, stdout } = await runMain(words);
      expect({ words, code, stdout }).toEqual({ words, code: 2, stdout: "" });
    }
  });

  test("a file most of whose rows are unusable is held; approved, it counts", async () => {
    const strangers = [40, 41, 42].map((number) => aShopper(number, number > 40 ? { id: "" } : {}));
    const file = write(at("odd.csv"), ordersCsv(strangers, "2026-02-03"));
    const dropped = await runMain(["drop", "orders", file]);
    expect(dropped.code).toBe(1);
    const [, hold = ""] = /audience approve (file-[0-9a-f]{16})$/m.exec(dropped.stdout) ?? [];
    const holds = await runMain(["holds", "--json"]);
    expect(holds.code).toBe(1);
    expect(jsonOf(holds)).toMatchObject({
      holds: [],
      files: [{ hold, guard: "files", file: "orders/odd.csv", rows: 3, decision: "open" }],
    });
    const status = await runMain(["status"]);
    expect(status.code).toBe(1);
    expect(status.stdout).toMatch(/^Held +1 file for somebody's decision/);
    for (const again of [1, 2]) {
      const approved = await runMain(["approve", hold, "--by", "crm"]);
      expect({ again, code: approved.code }).toEqual({ again, code: 0 });
    }
    expect(await runMain(["reject", hold])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/already approved by crm/),
    });
    const listed = await runMain(["status", "--files"]);
    expect(listed.stdout).toMatch(/^ {2}orders\/odd\.csv +accepted +3 +1 +2 +0 /m);
  });

  test("a file is taken back after showing who would leave, and only by a yes", async () => {
    const asked = await runMain(["undo", "orders/odd.csv"]);
    expect(asked.code).toBe(1);
    expect(asked.stdout).toMatch(/^ {2}buyers +Buyers +13 +12 +0 +−1$/m);
    expect(asked.stderr).toMatch(/nothing was changed: --yes takes it back/);
    const undone = await runMain(["undo", "orders/odd.csv", "--yes", "--json"]);
    expect(undone.code).toBe(0);
    expect(jsonOf(undone)).toMatchObject({
      file: "orders/odd.csv",
      takenBack: true,
      segments: [
        {
          id: "buyers",
          before: 13,
          after: 12,
          entering: 0,
          leaving: 1,
          examples: { entering: [], leaving: [expect.stringMatching(/^[\w-]{22}$/)] },
        },
      ],
    });
    const listed = await runMain(["status", "--files"]);
    expect(listed.stdout).toMatch(/^ {2}orders\/odd\.csv +taken-back /m);
    const again = await runMain(["undo", "orders/odd.csv"]);
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 2, stdout: "" });
    const misspelt = await runMain(["undo", "orders/oders.csv"]);
    expect(misspelt.stderr).toMatch(/Did you mean “orders\/orders\.csv”\?/);
    const dropped = await runMain(["drop", "orders", at("odd.csv"), "--json"]);
    expect(jsonOf(dropped).receipts).toMatchObject([{ status: "held" }]);
  });

  test.skipIf(!hasCli)(
    "the AWS CLI drops a file, lists the bucket, and reads a member (skipped without aws)",
    async () => {
      const aws = async (...words: string[]): Promise<string> => {
        const named = ["AWS_ACCESS_KEY_ID=any", "AWS_SECRET_ACCESS_KEY=any"];
        const place = ["AWS_DEFAULT_REGION=eu-north-1", "aws", "--endpoint-url"];
        const all = [...named, ...place, ready.endpoints.aws, ...words];
        return (await run("env", all)).stdout;
      };
      const inbox = `s3://${ready.buckets.inbox}/inbox/orders/`;
      const file = write(at("by-cli.csv"), ordersCsv(shoppers(12), "2026-01-05"));
      await aws("s3", "cp", file, inbox);
      expect(await aws("s3", "ls", inbox)).toMatch(/by-cli\.csv/);
      const { TableNames } = JSON.parse(await aws("dynamodb", "list-tables"));
      const table = TableNames.find((name: string) => /member/i.test(name));
      const scanned = await aws("dynamodb", "scan", "--table-name", table, "--max-items", "1");
      const [{ memberId }] = JSON.parse(scanned).Items;
      const key = JSON.stringify({ memberId });
      const item = await aws("dynamodb", "get-item", "--table-name", table, "--key", key);
      expect(Object.keys(JSON.parse(item).Item.segments.M)).toEqual(["buyers"]);
    },
  );

  test("asked to end, it ends with 0, and its commands say that nothing is up", async () => {
    cloud.child.kill("SIGTERM");
    const ended = await cloud.ended;
    expect({ ...ended, stdout: JSON.parse(ended.stdout) }).toEqual({
      code: 0,
      stdout: ready,
      stderr: "Starting the local cloud …\nStopping …\n",
    });
    const status = await runMain(["status"]);
    expect(status.code).toBe(2);
    expect(status.stderr).toMatch(/audience up/);
  });
});
