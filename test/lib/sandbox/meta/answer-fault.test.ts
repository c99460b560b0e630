import { describe, expect, test } from "vitest";
import { metaBench, people, refusal, told } from "./meta-client.ts";

const bench = metaBench();

describe("planned faults", () => {
  test.each([
    ["throttle", 400, { code: 80_003 }],
    ["transient", 500, { code: 2, is_transient: true }],
    ["token-expired", 401, { code: 190, error_subcode: 463 }],
    ["terms", 400, { code: 200, error_subcode: 1_870_034 }],
    ["flagged", 400, { code: 100, error_subcode: 1_713_230 }],
    ["too-small", 400, { code: 200, error_subcode: 1_870_047 }],
  ] as const)(
    "%s is refused in Meta's words, once, and moves nobody",
    async (fault, status, error) => {
      const audience = await bench.make();
      bench.plan([{ match: { path: "/users", nth: 1 }, fault }]);
      const refused = await refusal(audience.createUser([], people(2)));
      expect(refused).toMatchObject({ name: "FacebookRequestError", status });
      expect(refused.response).toMatchObject({ ...error, fbtrace_id: expect.any(String) });
      expect(bench.members(audience)).toEqual([]);
      await audience.createUser([], people(2));
      expect(bench.members(audience)).toHaveLength(2);
    },
  );

  test("a throttled caller is told how many minutes to wait", async () => {
    const audience = await bench.make();
    bench.plan([{ match: { path: "/users", nth: 1 }, fault: "throttle" }]);
    const { headers } = await refusal(audience.createUser([], people(1)));
    expect(JSON.parse(headers["x-business-use-case-usage"] ?? "")).toMatchObject({
      "1234567890": [{ type: "custom_audience", estimated_time_to_regain_access: 5 }],
    });
  });

  test("an error page in HTML breaks the SDK's reading", async () => {
    const audience = await bench.make();
    bench.plan([{ match: { path: "/users", nth: 1 }, fault: "html" }]);
    const refused = await refusal(audience.createUser([], people(1)));
    expect(refused.name).toBe("SyntaxError");
  });

  test.each([
    ["drop-before", 0],
    ["drop-after", 2],
  ] as const)("%s looks the same to the caller, and %i members are there", async (fault, there) => {
    const audience = await bench.make();
    bench.plan([{ match: { path: "/users", nth: 1 }, fault }]);
    const refused = await refusal(audience.createUser([], people(2)));
    expect(refused).toMatchObject({ name: "FacebookRequestError", status: null });
    expect(bench.members(audience)).toHaveLength(there);
  });

  test("partial refuses every tenth row", async () => {
    const audience = await bench.make();
    bench.plan([{ match: { path: "/users", nth: 1 }, fault: "partial" }]);
    const answer = await audience.createUser([], people(25));
    expect(told(answer)["num_invalid_entries"]).toBe(2);
    expect(Object.keys(told(answer)["invalid_entry_samples"] ?? {})).toHaveLength(2);
    expect(bench.members(audience)).toHaveLength(23);
  });

  test("faults of the other platforms are ignored", async () => {
    const audience = await bench.make();
    bench.plan([
      { match: { path: "/users", nth: 1 }, fault: "not-allowlisted" },
      { match: { path: "/users", nth: 2 }, fault: "concurrent" },
    ]);
    await audience.createUser([], people(1));
    await audience.createUser([], people(1, 1));
    expect(bench.members(audience)).toHaveLength(2);
  });

  test("the nth call is the one that fails", async () => {
    const audience = await bench.make();
    bench.plan([{ match: { path: "/users", nth: 2 }, fault: "transient" }]);
    await audience.createUser([], people(1));
    expect((await refusal(audience.createUser([], people(1)))).status).toBe(500);
  });
});
