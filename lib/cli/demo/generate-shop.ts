import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { runScript } from "../../adapters/duckdb/run-script.ts";
import { runClock } from "../../core/run-clock.ts";

interface ShopOptions {
  /** How many customers the register has on the first night; orders follow, about three and a half lines each. */
  readonly customers: number;
  /** The same seed gives the same files. */
  readonly seed?: number;
  /** Where the nights' folders go. */
  readonly folder: string;
  /** When the first night's refresh runs, ISO. Everything in its files happened before that day. */
  readonly now: string;
}

/** What arrives before one night's refresh. */
export interface Night {
  /** When its refresh runs, ISO in UTC. */
  readonly date: string;
  /** Holds `<dataset>/<file>`, as `audience try` takes it. */
  readonly folder: string;
  /** What happened, for the reader. */
  readonly story: string;
}

/** The zone of the starter workspace: the shop's days are days there. */
const zone = "Europe/Helsinki";

const stories = [
  "The first files: the customer register, all orders from the web shop and the store tills, all consents.",
  "A day later: changed e-mail addresses, a few new customers, a day's orders, consents given and taken back.",
  "The web shop was updated and sends its last twelve months again, without the category of a product. The same day several hundred people take their consent back.",
] as const;

const night = (folder: string, at: number): string => path.join(folder, `night-${at + 1}`);
const datasets = ["customers", "orders", "consents"] as const;

async function scripts(): Promise<readonly string[]> {
  const folder = path.join(import.meta.dirname, "shop");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
}

async function gzipped(file: string): Promise<void> {
  await pipeline(createReadStream(file), createGzip(), createWriteStream(`${file}.gz`));
  await rm(file);
}

/** As the office program saves it: with a byte order mark. */
async function marked(file: string): Promise<void> {
  await writeFile(file, `\ufeff${await readFile(file, "utf8")}`);
}

/** As the tills have always written it: Windows-1252, which is Latin 1 for the letters that stand here. */
async function oneByteLetters(file: string): Promise<void> {
  await writeFile(file, await readFile(file, "utf8"), "latin1");
}

/**
 * Makes up a Nordic pet shop with three nights of files, by the scripts in shop/: people whose names
 * are put together by chance, addresses under reserved domains, and the faults that real files have.
 * The same options give the same bytes. 20,000 customers take a few seconds.
 *
 * @example await generateShop({ customers: 20_000, folder: "/tmp/shop", now: "2026-11-23T01:00:00Z" })
 */
export async function generateShop(options: ShopOptions): Promise<Night[]> {
  const { customers, seed = 1, folder, now } = options;
  for (const at of stories.keys()) {
    for (const dataset of datasets) {
      if (at === 2 && dataset === "customers") continue;
      await mkdir(path.join(night(folder, at), dataset), { recursive: true });
    }
  }
  await runScript(await scripts(), { seed, customers, folder, today: runClock(now, zone).day });
  await marked(path.join(night(folder, 0), "customers/register.csv"));
  await oneByteLetters(path.join(night(folder, 0), "orders/store-tills.csv"));
  await gzipped(path.join(night(folder, 0), "orders/web-shop.csv"));
  await gzipped(path.join(night(folder, 2), "orders/web-shop-again.csv"));
  return stories.map((story, at) => ({
    date: new Date(Date.parse(now) + at * 86_400_000).toISOString(),
    folder: night(folder, at),
    story,
  }));
}
