import { describe, expect, test } from "vitest";
import { product, sourceIn } from "./product-source.ts";
import type { SourceFile } from "./product-source.ts";

const stages = "ingest|segments|compute|membership|push|drift|insight|privacy";
const everywhere = /./;

/** What may not be written, where, what to do instead, and a line that must be caught. */
interface Ban {
  readonly what: string;
  readonly where: RegExp;
  readonly pattern: RegExp;
  readonly instead: string;
  readonly caught: string;
}

const bans: readonly Ban[] = [
  {
    what: "zod by its named export",
    where: everywhere,
    pattern: /import (?:z\b|\{[^}]*\bz\b[^}]*\})[^;]* from "zod"/,
    instead: 'import * as z from "zod": 85 kB in a bundle instead of 454',
    caught: 'import { z } from "zod";',
  },
  {
    what: "the clock, chance and timers",
    where: new RegExp(`^lib/(?:core|identity|sql|workspace|console|${stages})/`),
    pattern:
      /new Date\(\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.|\brandom(?:UUID|Bytes|Int)\b|\bset(?:Timeout|Interval)\b/,
    instead: "take now, random or wait as a port",
    caught: "const at = new Date().toISOString();",
  },
  {
    what: "async",
    where: /^lib\/(?:core|identity|sql|segments|workspace|console)\/|\/plan-[^/]+\.ts$/,
    pattern: /\basync\b|\bawait\b/,
    instead: "what is pure plans; the verb waits",
    caught: "export async function planPush() {}",
  },
  {
    what: "the environment",
    where: /^(?:lib|infra)\//,
    pattern: /\bprocess(?:\.env\b|\[)|\}\s*=\s*process\b|node:process/,
    instead: "functions and the bin hand it in",
    caught: "const table = process.env.TABLE;",
  },
  {
    what: "knowing that it runs on a laptop",
    where: /^(?:functions|infra|lib\/(?!local\/|sandbox\/|cli\/))/,
    pattern: /localhost|127\.0\.0\.1|\bis_?(?:local|offline|sandbox)\b/i,
    instead: "endpoints are settings; the laptop is another wiring",
    caught: "if (isLocal) return fake();",
  },
  {
    what: "SQL text",
    // The Google Ads API has a query language of its own; the sandbox reads it.
    where: /^(?:functions|infra|lib\/(?!sql\/|adapters\/google-ads\/|sandbox\/))/,
    pattern:
      /["'`]\s*(?:(?:SELECT|INSERT INTO|DELETE FROM|COPY|CREATE|DROP|ALTER|ATTACH|PRAGMA)\s[^"'`]|select\s[^"'`]+\sfrom\s)|\b(?:GROUP|ORDER|PARTITION) BY\b|\b(?:LEFT|INNER|CROSS|ANTI|SEMI) JOIN\b/,
    instead: "lib/sql makes it, from typed relations",
    caught: 'await connection.run("SELECT 1");',
  },
  {
    what: "code",
    where: new RegExp(`^lib/(?:${stages})/ports\\.ts$`),
    pattern: /^(?:export )?(?:async |abstract )?(?:const|let|function|class)\b/m,
    instead: "a port says a need; what it does stands elsewhere",
    caught: "export const limit = 5;",
  },
  {
    what: "decisions",
    where: /^functions\//,
    pattern: /\b(?:if|try|switch|for|while)\b|^(?:[^\n]*\n){25}[^\n]/,
    instead: "parse, call, return, in at most 25 lines",
    caught: "if (event === undefined) return;",
  },
  {
    what: "imports whose name is made when they run",
    where: /^(?:bin|functions|infra|lib\/(?!local\/))/,
    pattern: /\bimport\((?!\s*["'])/,
    instead: "name what is imported, so that the import rule sees it",
    caught: "await import(adapter);",
  },
];

/** Of what is banned in comments too. */
const unwritten: readonly (readonly [what: string, pattern: RegExp, caught: string])[] = [
  ["work left for later", /\b(?:TODO|FIXME|HACK)\b/, "// TODO: retry"],
  ["paths of one machine", /(?<![\w/.])\/(?:work|home|Users|root)\//, '"/work/orders.csv"'],
  ["folders outside the checkout", /\.\.\/shared\//, 'readFile("../../shared/rules.md")'],
  [
    "a suppression without its reason",
    /oxlint-disable(?!.* -- \S)|eslint-disable|@ts-(?:ignore|expect-error|nocheck)/,
    "// oxlint-disable-next-line no-console",
  ],
];

const isComment = /^\s*(?:\/\/|\/\*|\*)/;
const withoutComments = ({ text }: SourceFile): string =>
  text
    .split("\n")
    .filter((line) => !isComment.test(line))
    .join("\n");

describe.each(bans)("in its place nobody writes $what ($instead)", (ban) => {
  test("nobody does", () => {
    const watched = product.filter(({ file }) => ban.where.test(file));
    expect(watched.length).toBeGreaterThan(0);
    const offenders = watched.filter((source) => ban.pattern.test(withoutComments(source)));
    expect(offenders.map(({ file }) => file)).toEqual([]);
  });

  test("who does is seen", () => {
    expect(ban.pattern.test(ban.caught)).toBe(true);
  });
});

describe.each(unwritten)("nobody writes %s, not even in a comment", (_what, pattern, caught) => {
  test("nobody does", () => {
    const offenders = product.filter(({ text }) => pattern.test(text));
    expect(offenders.map(({ file }) => file)).toEqual([]);
  });

  test("who does is seen", () => {
    expect(pattern.test(caught)).toBe(true);
  });
});

test("files are called after the one thing they hold", () => {
  const vague = /\/(?:index|utils?|helpers?|common|types|services?|manager|misc)\.[cm]?ts$/;
  const named = [...product, ...sourceIn(["test"])].map(({ file }) => file);
  expect(named.filter((file) => vague.test(file))).toEqual([]);
  expect(vague.test("lib/push/utils.ts")).toBe(true);
});
