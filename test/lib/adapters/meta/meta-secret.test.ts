import { expect, test } from "vitest";
import { readMetaSecret } from "../../../../lib/adapters/meta/meta-secret.ts";
import { InputProblem } from "../../../../lib/core/failure.ts";

test("the token is read out of the secret", () => {
  expect(readMetaSecret("s", '{"access_token":" abc "}')).toBe("abc");
});

test.each(["", "plain-token", "{}", '{"access_token":""}', '{"token":"plain-token"}', "null"])(
  "a secret of %j is refused by name, without its content",
  (text) => {
    const read = () => readMetaSecret("shop/platforms/meta-main", text);
    expect(read).toThrow(InputProblem);
    expect(read).toThrow(/shop\/platforms\/meta-main.*access_token/);
    expect(read).not.toThrow("plain-token");
  },
);
