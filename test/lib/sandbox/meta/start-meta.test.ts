import { CustomAudience } from "facebook-nodejs-business-sdk";
import { describe, expect, test } from "vitest";
import { metaBench, people, pointSdk, refusal, sha256, TOKEN, told } from "./meta-client.ts";

const bench = metaBench();
const DAY = 86_400;

const row = (who: string) => [sha256(`${who}@example.com`), sha256("fi"), ""];

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${bench.meta.endpoint}${path}`, { headers });

describe("members", () => {
  test("three rows are added, one leaves by its e-mail alone, and the dump shows who is left", async () => {
    const audience = await bench.make({ name: "Loyal, slipping" });
    const added = await audience.createUser([], {
      session: { session_id: 41, batch_seq: 1, last_batch_flag: true, estimated_num_total: 3 },
      payload: { schema: ["EMAIL", "COUNTRY", "PHONE"], data: [row("a"), row("b"), row("c")] },
    });
    expect(told(added)).toEqual({
      audience_id: audience.id,
      session_id: "41",
      num_received: 3,
      num_invalid_entries: 0,
      invalid_entry_samples: [],
    });

    const removed = await audience.createUser([], {
      method: "DELETE",
      payload: { schema: ["EMAIL"], data: [[sha256("b@example.com")]] },
    });
    expect(told(removed)["num_received"]).toBe(1);
    expect(bench.members(audience)).toEqual([
      { EMAIL: sha256("a@example.com"), COUNTRY: sha256("fi") },
      { EMAIL: sha256("c@example.com"), COUNTRY: sha256("fi") },
    ]);
    const { audiences, requests } = bench.meta.dump();
    expect(audiences.at(-1)).toMatchObject({ name: "Loyal, slipping", account: "1234567890" });
    expect(requests.slice(-2)).toEqual([
      { method: "POST", path: `/v25.0/${audience.id}/users`, rows: 3 },
      { method: "DELETE", path: `/v25.0/${audience.id}/users`, rows: 1 },
    ]);
  });

  test("the SDK's own deleteUsers works for few rows and breaks for many: they stand in the address", async () => {
    const audience = await bench.make();
    await audience.createUser([], people(300));
    await audience.deleteUsers(people(2));
    expect(bench.members(audience)).toHaveLength(298);
    expect(await refusal(audience.deleteUsers(people(300)))).toMatchObject({ name: "SyntaxError" });
    expect(bench.members(audience)).toHaveLength(298);
  });

  test("rows with bad cells are counted and sampled, and the good ones go in", async () => {
    const audience = await bench.make();
    const answer = await audience.createUser([], {
      payload: {
        schema: ["EMAIL", "MADID", "EXTERN_ID"],
        data: [
          [sha256("good@example.com"), "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee", "c-1"],
          ["plain@example.com", "", ""],
          ["+358 40 123 4567", "", ""],
          [sha256("upper@example.com").toUpperCase(), "", ""],
          [sha256(""), "", ""],
          ["", "AAAAAAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee", ""],
          ["", "", ""],
          [null, "", "c-2"],
        ],
      },
    });
    expect(told(answer)["num_invalid_entries"]).toBe(7);
    expect(Object.values(told(answer)["invalid_entry_samples"] ?? {})).toEqual([
      "EMAIL looks like plain contact data, a SHA-256 is due",
      "EMAIL looks like plain contact data, a SHA-256 is due",
      "EMAIL is not a lower-case SHA-256",
      "EMAIL is the hash of nothing",
      "MADID is not a lower-case device id",
      "the row is empty",
      "EMAIL is not text",
    ]);
    expect(bench.members(audience)).toHaveLength(1);
  });

  test("10,000 rows are taken and 10,001 are not", async () => {
    const audience = await bench.make();
    await audience.createUser([], people(10_000));
    const refused = await refusal(audience.createUser([], people(10_001, 20_000)));
    expect(refused.response).toMatchObject({ code: 1, error_subcode: 99 });
    expect(bench.members(audience)).toHaveLength(10_000);
  });

  test.each([
    ["a row of another width", { schema: ["EMAIL", "PHONE"], data: [["", ""], [""]] }, 100],
    ["an unknown key", { schema: ["EMAIL", "NAME"], data: [["", ""]] }, 100],
    ["a key twice", { schema: ["EMAIL", "EMAIL"], data: [["", ""]] }, 100],
    ["values in an audience without", { schema: ["LOOKALIKE_VALUE"], data: [[1]] }, 100],
    ["no rows", { schema: ["EMAIL"], data: [] }, 100],
    ["the one-key schema", { schema: "EMAIL_SHA256", data: [sha256("a@example.com")] }, 2650],
  ])("%s refuses the call as a whole", async (_, payload, code) => {
    const audience = await bench.make();
    const refused = await refusal(audience.createUser([], { payload }));
    expect(refused.response).toMatchObject({ code, fbtrace_id: expect.any(String) });
    expect(bench.members(audience)).toEqual([]);
  });

  test("an opt-out leaves every audience of the account", async () => {
    const [one, two] = [await bench.make(), await bench.make()];
    await one.createUser([], people(3));
    await two.createUser([], people(3));
    await bench.account.deleteUsersOfAnyAudience(people(1));
    const answer = await bench.api.call("POST", [bench.account.id, "usersofanyaudience"], {
      method: "DELETE",
      ...people(1, 2),
    });
    expect(answer).toMatchObject({ account_id: "1234567890", num_received: 1 });
    const left = [{ EMAIL: sha256("p1@example.com") }];
    expect([bench.members(one), bench.members(two)]).toEqual([left, left]);
  });

  test("members of an audience with retention days are forgotten unless sent again", async () => {
    const audience = await bench.make({ retention_days: 90 });
    await audience.createUser([], people(2));
    bench.clock.moveBy(60 * DAY);
    await audience.createUser([], people(1));
    bench.clock.moveBy(60 * DAY);
    expect(bench.members(audience)).toEqual([{ EMAIL: sha256("p0@example.com") }]);
  });
});

describe("audiences", () => {
  test("an audience is renamed, read and deleted", async () => {
    const audience = await bench.make();
    await audience.update([], { name: "Loyal again" });
    const read = await audience.read(["name", "operation_status", "delivery_status"]);
    expect(told(read)).toMatchObject({
      name: "Loyal again",
      operation_status: { code: 200 },
      delivery_status: { code: 300 },
    });
    await audience.delete([]);
    const gone = await refusal(audience.read(["name"]));
    expect(gone.response).toMatchObject({ code: 100, error_subcode: 33 });
  });

  test("a size shows a day later, rounded", async () => {
    const audience = await bench.make();
    await audience.createUser([], people(4000));
    const bounds = ["approximate_count_lower_bound", "approximate_count_upper_bound"];
    const early = await audience.read([...bounds, "operation_status"]);
    expect(told(early)).toMatchObject({ [bounds[0] ?? ""]: -1, operation_status: { code: 441 } });
    bench.clock.moveBy(DAY);
    const later = await audience.read([...bounds, "operation_status", "time_content_updated"]);
    expect(told(later)).toMatchObject({
      approximate_count_lower_bound: 2400,
      approximate_count_upper_bound: 2500,
      operation_status: { code: 200 },
      time_content_updated: bench.clock.now() / 1000 - DAY,
    });
  });

  test("a list comes in pages that the SDK's cursor follows", async () => {
    for (let i = 0; i < 3; i += 1) await bench.make({ name: `Page ${i}` });
    const first = await bench.account.getCustomAudiences(["name"], { limit: 2 });
    expect([...first].map((audience) => audience["name"])).toEqual(["Page 2", "Page 1"]);
    const second = await first.next();
    expect([...second][0]?.["name"]).toBe("Page 0");
  });

  test("creation asks for the source of the file, and the account of the token", async () => {
    const refused = await refusal(bench.make({ customer_file_source: undefined }));
    expect(refused.response).toMatchObject({ code: 100 });
    const foreign = new CustomAudience("23860000000999999", {}, undefined, bench.api);
    const unseen = await refusal(foreign.read(["name"]));
    expect(unseen.response).toMatchObject({ code: 100, error_subcode: 33 });
  });

  test("a name that suggests a sensitive trait blocks uploads and removals until it is changed", async () => {
    const audience = await bench.make({ name: "High income, Helsinki" });
    const upload = await refusal(audience.createUser([], people(1)));
    const removal = await refusal(audience.createUser([], { method: "DELETE", ...people(1) }));
    for (const { response } of [upload, removal]) {
      expect(response).toMatchObject({ code: 100, error_subcode: 1_713_230 });
    }
    const read = await audience.read(["operation_status", "fields_violating_integrity_policy"]);
    expect(told(read)).toMatchObject({
      operation_status: { code: 471 },
      fields_violating_integrity_policy: ["name"],
    });
    await audience.update([], { name: "Segment 7" });
    await audience.createUser([], people(1));
  });
});

describe("the door", () => {
  test("an expired version is refused and the one before the current is served with a warning", async () => {
    const bearer = { authorization: `Bearer ${TOKEN}` };
    const old = await get("/v23.0/act_1234567890", bearer);
    expect(await old.json()).toMatchObject({ error: { code: 2635 } });
    const warned = await get("/v24.0/act_1234567890", bearer);
    expect(warned.headers.get("x-ad-api-version-warning")).toContain("v25.0");
    const current = await get("/v26.0/act_1234567890?fields=name,tos_accepted", bearer);
    expect(current.headers.has("x-ad-api-version-warning")).toBe(false);
    expect(current.headers.get("x-business-use-case-usage")).toContain('"type":"custom_audience"');
    expect(await current.json()).toMatchObject({ tos_accepted: { custom_audience_tos: 1 } });
    const unknown = await get("/v99.0/act_1234567890", bearer);
    expect(await unknown.json()).toMatchObject({ error: { code: 2500 } });
  });

  test("a missing token is 104, a wrong one 190", async () => {
    const path = "/v25.0/act_1234567890";
    expect(await (await get(path)).json()).toMatchObject({ error: { code: 104 } });
    const wrong = await get(`${path}?access_token=other`);
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ error: { code: 190 } });
  });

  test("a form with its payload as JSON text says the same as a JSON body", async () => {
    const audience = await bench.make();
    const { payload } = people(2);
    const session = { session_id: "9007199254740993", batch_seq: 1, last_batch_flag: false };
    const answer = await fetch(`${bench.meta.endpoint}/v25.0/${audience.id}/users`, {
      method: "POST",
      body: new URLSearchParams({
        access_token: TOKEN,
        payload: JSON.stringify(payload),
        session: JSON.stringify(session),
      }),
    });
    expect(await answer.json()).toMatchObject({ num_received: 2, session_id: session.session_id });
    expect(bench.members(audience)).toHaveLength(2);
  });

  test("the npm SDK's own version still works, with the warning among its headers", async () => {
    const api = pointSdk(bench.meta.endpoint, "v24.0").setShowHeader(true);
    const answer = await api.call("GET", ["act_1234567890"], { fields: "name" });
    pointSdk(bench.meta.endpoint);
    expect(answer).toMatchObject({ headers: { "x-ad-api-version-warning": expect.any(String) } });
  });
});
