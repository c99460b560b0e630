import { expect, test } from "vitest";
import { faultListSchema, faults } from "../../../lib/sandbox/faults.ts";

test("a fault hits the nth call whose path holds the text, counted from the planning", () => {
  const planned = faults();
  planned.next("/v25.0/1/users");
  planned.plan([{ match: { path: "/users", nth: 2 }, fault: "transient" }]);
  const paths = ["/v25.0/1/users", "/v25.0/1", "/v25.0/2/users", "/v25.0/1/users"];
  expect(paths.map((path) => planned.next(path))).toEqual([
    undefined,
    undefined,
    "transient",
    undefined,
  ]);
});

test("a fault nobody knows is refused", () => {
  const list = [{ match: { path: "/", nth: 1 }, fault: "earthquake" }];
  expect(faultListSchema.safeParse(list).success).toBe(false);
});
