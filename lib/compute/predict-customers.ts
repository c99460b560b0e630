import * as z from "zod";
import { dayBefore } from "../core/run-clock.ts";
import type { SegmentPlan } from "../segments/contract.ts";
import type { Engine } from "../sql/engine.ts";
import { createEmpty } from "../sql/relation.ts";
import { tablesIn } from "../sql/tables-in.ts";
import type { Summary } from "./contract.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import {
  buyers,
  distinctHistories,
  historiesTable,
  planHistories,
  saleDays,
  spendings,
} from "./plan-purchase-histories.ts";
import { compareTail } from "./predict/compare-tail.ts";
import { enoughData } from "./predict/enough-data.ts";
import { fitBgNbd } from "./predict/fit-bg-nbd.ts";
import { fitGammaGamma } from "./predict/fit-gamma-gamma.ts";
import type { Histories } from "./predict/purchase-history.ts";
import { readNumbers } from "./read-numbers.ts";
import { columnsOf, scores } from "./score-in-batches.ts";

type Prediction = NonNullable<Summary["predicted"]>;

/** This share of the time from the first sale to D is kept back, to hold the model against. */
const tailShare = 0.2;

const daySchema = z.object({ first: z.iso.date().nullable(), last: z.iso.date().nullable() });
const buyersSchema = z.object({ customers: z.int(), repeatBuyers: z.int(), tail: z.int() });

const daysFrom = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;

async function historiesUpTo(engine: Engine, upTo: "day" | "cut"): Promise<Histories> {
  const column = await readNumbers(engine, distinctHistories(upTo), [
    "repeats",
    "known",
    "last",
    "times",
  ]);
  const times = column("times");
  return {
    repeats: column("repeats"),
    known: column("known"),
    last: column("last"),
    times,
    customers: times.reduce((sum, many) => sum + many, 0),
  };
}

async function fitSpending(engine: Engine): Promise<Prediction["spending"]> {
  const column = await readNumbers(engine, spendings, ["repeats", "cents"]);
  const repeats = column("repeats");
  const value = column("cents").map((cents, row) => cents / (repeats[row] ?? 1));
  return fitGammaGamma({ repeats, value });
}

/** A model that was fitted to all but the tail, held against what came in it. */
async function lookBack(
  engine: Engine,
  tail: { readonly length: number; readonly purchases: number },
): Promise<Prediction["tail"]> {
  const before = await historiesUpTo(engine, "cut");
  const early = fitBgNbd(before);
  return early.ok ? compareTail(early.model, before, tail) : null;
}

const isWanted = ({ gatherings }: SegmentPlan): boolean =>
  gatherings.some(({ from }) => tablesIn(from).includes("predicted"));

/** Fits the models to what was bought up to D; both are missing where there is too little of it. */
async function fitModels(engine: Engine, clock: ComputeInputs["clock"]): Promise<Prediction> {
  const [found] = await engine.all(saleDays, daySchema);
  const { first = null, last = null } = found ?? {};
  const length = first === null ? 0 : Math.round(daysFrom(first, clock.day) * tailShare);
  const cut = dayBefore(clock.day, { amount: length, unit: "days" });
  await engine.run(planHistories({ day: clock.day, cut }));
  const [{ customers, repeatBuyers, tail } = { customers: 0, repeatBuyers: 0, tail: 0 }] =
    await engine.all(buyers, buyersSchema);
  const days = first === null || last === null ? 0 : daysFrom(first, last);
  const about = { customers, repeatBuyers, days };
  const enough = enoughData({ repeatBuyers, days });
  if (!enough.ok) return { ...about, buying: enough, spending: enough, tail: null };
  return {
    ...about,
    buying: fitBgNbd(await historiesUpTo(engine, "day")),
    spending: await fitSpending(engine),
    tail: await lookBack(engine, { length, purchases: tail }),
  };
}

/**
 * Table `predicted`, where the plan wants it: what each customer with a sale will probably buy and spend, by
 * models that are fitted to the company's own orders up to D; empty where they cannot be. Needs
 * `orders_now`. Gives the fit; null where nothing is to be predicted.
 */
export async function predictCustomers(
  engine: Engine,
  { plan, clock }: Pick<ComputeInputs, "plan" | "clock">,
): Promise<Prediction | null> {
  if (!isWanted(plan)) return null;
  const found = await fitModels(engine, clock);
  const { buying, spending } = found;
  if (buying.ok) {
    const models = { buying: buying.model, spending: spending.ok ? spending.model : null };
    await engine.loadChunks("predicted", columnsOf(plan), scores(engine, models, plan));
  } else {
    await engine.run(createEmpty("predicted", columnsOf(plan)));
  }
  await engine.run({ is: "drop", name: historiesTable });
  return found;
}
