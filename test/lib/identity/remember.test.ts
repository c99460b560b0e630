import { expect, test, vi } from "vitest";
import { remember, rememberByCountry } from "../../../lib/identity/remember.ts";

test("a short text that comes again is answered from memory", () => {
  const answer = vi.fn<(text: string) => object>((text) => ({ text }));
  const known = remember(answer);
  expect(known("Oulu")).toBe(known("Oulu"));
  expect(answer).toHaveBeenCalledTimes(1);
});

test("memory is bounded: full, it starts afresh", () => {
  const answer = vi.fn<(text: string) => number>((text) => text.length);
  const known = remember(answer, 2);
  ["a", "b", "c", "a"].forEach((text) => known(text));
  expect(answer).toHaveBeenCalledTimes(4);
});

test("a text long enough to be a view into the file is not kept", () => {
  const answer = vi.fn<(text: string) => string>((text) => text);
  const known = remember(answer);
  known("Västra Götaland");
  known("Västra Götaland");
  expect(answer).toHaveBeenCalledTimes(2);
});

test("one country's answer is not another's", () => {
  const known = rememberByCountry((text, country) => `${text} ${country}`);
  expect([known("a", "FI"), known("a", "SE"), known("a", "FI")]).toEqual(["a FI", "a SE", "a FI"]);
});
