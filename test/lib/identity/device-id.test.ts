import { expect, test } from "vitest";
import { metaDeviceId } from "../../../lib/identity/device-id.ts";

test("a device id goes out as it is, in small letters, with its hyphens", () =>
  expect(metaDeviceId(" AECE52E7-03EE-455A-B3C4-E57283966239 ")).toBe(
    "aece52e7-03ee-455a-b3c4-e57283966239",
  ));

test.each([
  "",
  "aino@example.fi",
  "AECE52E703EE455AB3C4E57283966239",
  "00000000-0000-0000-0000-000000000000",
  "aece52e7-03ee-455a-b3c4-e57283966239-1",
])("%j is not let through in plain text", (raw) => expect(metaDeviceId(raw)).toBeUndefined());
