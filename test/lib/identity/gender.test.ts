import { expect, test } from "vitest";
import { genderOf, metaGender } from "../../../lib/identity/gender.ts";

test.each(["f", "F", "female", "Woman", "nainen", "kvinna", "Kvinne", "kvinde", "K", " NAINEN "])(
  "%j is a woman",
  (raw) => expect(genderOf(raw)).toBe("f"),
);

test.each(["m", "M", "male", "Man", "mies", "MANN", "mand", "manlig"])("%j is a man", (raw) =>
  expect(genderOf(raw)).toBe("m"),
);

test.each(["", "x", "n", "other", "muu", "annat", "unknown", "1", "0", "mr", "femalee"])(
  "%j is unknown, and not sent",
  (raw) => {
    expect(genderOf(raw)).toBe("unknown");
    expect(metaGender(genderOf(raw))).toBeUndefined();
  },
);
