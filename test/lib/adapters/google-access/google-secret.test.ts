import { expect, test } from "vitest";
import { readGoogleSecret } from "../../../../lib/adapters/google-access/google-secret.ts";
import { InputProblem } from "../../../../lib/core/failure.ts";

const whole = { client_id: "c", client_secret: "s", refresh_token: "r" };

test("the credentials are read out of the secret", () => {
  const text = JSON.stringify({ ...whole, developer_token: "d" });
  expect(readGoogleSecret("s", text)).toEqual({ ...whole, developer_token: "d" });
  expect(readGoogleSecret("s", JSON.stringify(whole))).toEqual(whole);
});

test.each(["", "private", "null", '{"client_id":"private"}'])(
  "a secret of %j is refused by name, without its content",
  (text) => {
    const read = () => readGoogleSecret("shop/platforms/google", text);
    expect(read).toThrow(InputProblem);
    expect(read).toThrow(/shop\/platforms\/google.*client_secret.*refresh_token/);
    expect(read).not.toThrow("private");
  },
);

test("what is missing is named", () => {
  const text = JSON.stringify({ ...whole, refresh_token: "" });
  expect(() => readGoogleSecret("s", text)).toThrow(/to put right: refresh_token$/);
});
