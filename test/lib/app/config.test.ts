import { expect, test } from "vitest";
import { readConfig, settings } from "../../../lib/app/config.ts";

const needed = settings.pick({
  lakeBucket: true,
  uploadWindow: true,
  metaUrl: true,
  scratch: true,
});

test("a function reads what it needs, and what has a value by itself", () => {
  const config = readConfig(needed, {
    LAKE_BUCKET: "lake",
    UPLOAD_WINDOW_SECONDS: "300",
    SCRATCH_DIR: "/tmp",
  });
  expect(config).toEqual({ lakeBucket: "lake", uploadWindow: 300, scratch: "/tmp" });
});

test("every missing or unreadable key is named at once, and no value", () => {
  expect(() =>
    readConfig(needed, {
      LAKE_BUCKET: "",
      UPLOAD_WINDOW_SECONDS: "soon",
      META_GRAPH_URL: "no url",
    }),
  ).toThrow(
    "missing or unreadable in the environment: LAKE_BUCKET, UPLOAD_WINDOW_SECONDS, META_GRAPH_URL",
  );
});
