import { describe, expect, test } from "vitest";
import { readWorkspace } from "../../../lib/workspace/read-workspace.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";

const settings =
  "name: Pohjolan Lemmikki\nlanguages: [fi, sv, en]\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n";
const destinations = 'meta-main: { platform: meta, ad-account: "0123", secret: meta-main }\n';

const aFolder = (differs: Folder = {}): Folder => ({
  "workspace.yaml": settings,
  "destinations.yaml": destinations,
  ...differs,
});

const said = (folder: Folder): readonly string[] =>
  readWorkspace(folder).problems.map(
    ({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`,
  );

describe("what is wrong is told with its place and what to write", () => {
  test.each([
    [
      "name: 5",
      'workspace.yaml:1:7 found the number 5 where text is wanted; write it in quotes: "5"',
    ],
    [
      "journey: [{ stage: a, who: { age: 3 } }, { stage: a, who: { age: 4 } }]",
      "workspace.yaml:1:10 a stage stands here twice",
    ],
    ["journey: [{ stage: a }]", "workspace.yaml:1:11 “who” is missing; write it"],
    [
      "score: { spend: 50%, within: 2 years }",
      "workspace.yaml:1:8 the weights of spend, orders, referrals and rating must add up to 100%",
    ],
    ["merge: [email, email]", "workspace.yaml:1:8 it stands here twice"],
    [
      "sensitive: { category: [x] }",
      "workspace.yaml:1:14 unknown key “category”. Did you mean “categories”?",
    ],
    ["keep: { events: 25 months }", "workspace.yaml:1:7 not supported yet: keep"],
    [
      "minimum_age: 18",
      "workspace.yaml:1:1 unknown key “minimum_age”. Did you mean “minimum-age”?",
    ],
    ["guard: { shrink: 0.3 }", "workspace.yaml:1:18 write a percentage, such as 30%"],
    ["holdout: 130%", "workspace.yaml:1:10 write a percentage up to 100%"],
    [
      "timezone: Europe/Helsingfors",
      "workspace.yaml:1:11 write a time zone by its name, such as Europe/Helsinki",
    ],
    [
      "currency: eur",
      "workspace.yaml:1:11 write a currency by its three capital letters, such as EUR",
    ],
    [
      "refresh: 25:00",
      'workspace.yaml:1:10 write the time of the night in quotes, such as "03:00"',
    ],
    [
      "lifecycle: { former: { after: 24 hours } }",
      "workspace.yaml:1:31 hours cannot be counted here; write days, weeks, months or years",
    ],
    [
      "freshness: { orders: 36 }",
      "workspace.yaml:1:22 write a length of time: a whole number of hours, days, weeks, months or years, such as 90 days",
    ],
    [
      "freshness: { order: 3 days }",
      "workspace.yaml:1:14 unknown key “order”. Did you mean “orders”?",
    ],
    ["consent: []", "workspace.yaml:1:10 the list is empty; write at least one"],
    [
      "country: 358",
      'workspace.yaml:1:10 found the number 358 where text is wanted; write it in quotes: "358"',
    ],
  ])("workspace.yaml with %s", (line, message) => {
    const key = line.split(":")[0] ?? "";
    const rest = settings.split("\n").filter((one) => !one.startsWith(`${key}:`));
    expect(said(aFolder({ "workspace.yaml": [line, ...rest].join("\n") }))).toEqual([message]);
  });

  test.each([
    [
      "meta: { platform: meta, ad-account: 0123, secret: m }",
      '1:37 found the number 0123 where text is wanted; write it in quotes: "0123"',
    ],
    [
      'meta: { platform: meta, ad-account: "act_1", secret: m }',
      "1:37 write the digits of the account only, in quotes, without dashes or prefix",
    ],
    ["news: { platform: file }", "1:19 not supported yet: platform file"],
    ["meta: { platform: metta }", "1:19 write meta or google-data-manager or google-ads"],
    ["meta: {}", "1:7 “platform” is missing; write it"],
    [
      'g: { platform: google-ads, customer: "1", secret: x, membership: 541 days }',
      "1:66 write a number of days up to 540, such as 90 days",
    ],
    [
      'g: { platform: google-ads, customer: "1", secret: x, identifiers: [email] }',
      "1:54 unknown key “identifiers”. Known here: consent, only, secret, platform, customer, login-customer, membership.",
    ],
    ["Meta: { platform: meta }", "1:1 write small letters, digits and single dashes"],
  ])("destinations.yaml with %s", (text, message) => {
    expect(said(aFolder({ "destinations.yaml": text }))).toEqual([`destinations.yaml:${message}`]);
  });

  test.each([
    ["dataset: orders\nmode: whole", "2:7 found whole; write changes or full"],
    ["dataset: order", "1:10 found order; write customers or orders or"],
    ["columns: {}", "1:1 “dataset” is missing; write it"],
    [
      "dataset: orders\ncolumns: { custmer_id: x }",
      "2:12 unknown key “custmer_id”. Did you mean “customer_id”?",
    ],
    [
      "dataset: orders\ncolumns: { customer_id: { by: phone, from: mobile } }",
      "2:31 write email: people are found by it alone",
    ],
    [
      "dataset: orders\ncolumns: { order_id: { by: email, from: mail } }",
      "2:24 unknown key “by”. Known here: from, trim-end, decimal, format.",
    ],
    [
      "dataset: orders\nconsents: { a: { from: x, at: y } }",
      "2:11 consents in columns belong to the customers dataset",
    ],
    [
      "dataset: orders\nattributes: { amount: x }",
      "2:15 “amount” is a column of ours; map it under columns, or call the attribute something else",
    ],
    [
      "dataset: orders\nattributes: { ordered_on: x }",
      "2:15 “ordered_on” is a column of ours; map it under columns, or call the attribute something else",
    ],
    [
      "dataset: orders\nskip: [{ when: { a: 5 }, because: x }]",
      '2:21 found the number 5 where text is wanted; write it in quotes: "5"',
    ],
    ["dataset: orders\n---\ndataset: orders", "3:10 orders is described a second time; keep one"],
    ["dataset: orders\n---\n", "2:4 nothing stands here; write a value or take the line out"],
    ["", "1:1 the file (or a part of it after ---) is empty; fill it in or take it out"],
    ["dataset: orders\n\tmode: full", "2:1 "],
  ])("datasets/*.yaml with %s", (text, message) => {
    const [first, ...more] = said(aFolder({ "datasets/orders.yaml": text }));
    expect(first?.slice(0, "datasets/orders.yaml:".length + message.length)).toBe(
      `datasets/orders.yaml:${message}`,
    );
    expect(more).toEqual([]);
  });

  test("a file that is missing, and one that would never be read", () => {
    expect(said({ "workspace.yaml": settings, "segment/x.yaml": "name: x" })).toEqual([
      "destinations.yaml:1:1 destinations.yaml is missing; write it",
      "segment/x.yaml:1:1 this file is in no place where it would be read; workspace.yaml, destinations.yaml, datasets/*.yaml and segments/*.yaml are",
    ]);
  });
});
