import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { customerConsentsKey, manifestKey, manifestSchema } from "../../../lib/ingest/contract.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aWorkspace } from "../segments/a-rule.ts";
import { aCompany, aFolder, memberOf, toParquet } from "./a-company.ts";

const rules = {
  yes: "{ consent: { email: yes } }",
  refused: "{ consent: { email: no } }",
  unasked: "{ consent: { email: { known: no } } }",
};

type Company = ReturnType<typeof aCompany>;

async function told(company: Company) {
  const { run } = await company.run("2026-11-24T01:00:00Z");
  const found: Record<string, string> = {};
  for (const rule of Object.keys(rules))
    found[rule] = (await company.membersOf(run, rule)).join(" ");
  return found;
}

async function aShop(differs: Folder = {}) {
  const folder = aFolder(rules, differs);
  const company = aCompany(folder);
  await company.publish(folder);
  return company;
}

const answer = (memberId: string, granted: boolean, at: string) => ({
  memberId,
  purpose: "email",
  granted,
  at: `${at} 10:00:00`,
});

/** Says of the first file of customers that its rows carry consents, and gives it one. */
async function withConsentInColumns(
  company: Company,
  { memberId, granted, at }: ReturnType<typeof answer>,
) {
  const manifest = await company.lake.readJson(manifestKey("customers", 1), manifestSchema);
  const [file] = manifest?.files ?? [];
  if (manifest === undefined || file === undefined) throw new Error("no customers were dropped");
  const folder = mkdtempSync(path.join(tmpdir(), "consents-"));
  const rows = path.join(folder, "rows.parquet");
  await toParquet(
    `SELECT '${memberOf(memberId)}' AS "memberId", 'email' AS purpose, ${granted} AS granted, TIMESTAMP '${at}' AS "at"`,
    rows,
  );
  await company.lake.upload(rows, customerConsentsKey(file.id));
  rmSync(folder, { recursive: true, force: true });
  const files = [{ ...file, consents: true }];
  await company.lake.writeJson(manifestKey("customers", 2), { ...manifest, version: 2, files });
  await company.ports.manifests.write("customers", { version: 2 }, 1);
}

test("answers in columns of customers count beside those of consents: the newest of all", async () => {
  const company = await aShop();
  await company.drop({ customers: [{ memberId: "a" }, { memberId: "b" }, { memberId: "c" }] });
  await company.drop({
    consents: [answer("a", true, "2026-01-01"), answer("b", true, "2026-01-01")],
  });
  expect(await told(company)).toEqual({ yes: "a b", refused: "c", unasked: "c" });
  await withConsentInColumns(company, answer("b", false, "2026-02-01"));
  expect(await told(company)).toEqual({ yes: "a", refused: "b c", unasked: "c" });
});

test("an answer under an e-mail address is the customer's who has it", async () => {
  const company = await aShop();
  await company.drop({ customers: [{ memberId: "a", email_ids: ["e-a"] }, { memberId: "b" }] });
  await company.drop({ consents: [answer("e-a", true, "2026-01-01")] }, { byEmail: true });
  expect(await told(company)).toEqual({ yes: "a", refused: "b", unasked: "b" });
});

test("of customers who are one person the strictest consent holds: a refusal under any record, however old", async () => {
  const company = await aShop(aWorkspace("merge: [email]"));
  const email_ids = ["e-shared"];
  await company.drop({
    customers: [
      { memberId: "a", email_ids },
      { memberId: "b", email_ids },
      { memberId: "c", email_ids: ["e-two"] },
      { memberId: "d", email_ids: ["e-two"] },
    ],
    consents: [
      answer("a", true, "2026-02-01"),
      answer("b", false, "2026-01-01"),
      answer("c", true, "2026-01-01"),
    ],
  });
  expect(await told(company)).toEqual({ yes: "c", refused: "a", unasked: "" });
});
