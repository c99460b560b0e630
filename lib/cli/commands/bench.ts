import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as z from "zod";
import { InputProblem } from "../../core/failure.ts";
import type { Benchmark, Figure } from "../bench/benchmark.ts";
import { benchmarks, benchmarksCalled } from "../bench/benchmarks.ts";
import { runApart } from "../bench/run-apart.ts";
import { exitCodes, jsonOption, textOption, typed, wholeNumber } from "../command.ts";
import type { Command } from "../command.ts";
import { aligned, count } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

const schema = z.object({
  rows: wholeNumber(1000, 100_000_000).optional(),
  here: z.boolean().optional(),
  ...jsonOption,
});

async function runHere(
  benchmark: Benchmark,
  rows: number,
  out: Terminal,
): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "audience-bench-"));
  try {
    return await benchmark.run({ rows, folder, progress: (text) => out.progress(text) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sayFigures(figures: readonly Figure[], out: Terminal): void {
  out.say(
    aligned(
      [
        { title: "benchmark" },
        { title: "figure", right: true },
        { title: "reference", right: true },
        { title: "unit" },
        { title: "ratio", right: true },
        { title: "goal" },
        { title: "met" },
      ],
      figures.map(({ name, figure, reference, unit, ratio, goal, met }) => [
        name,
        count(Math.round(figure)),
        count(Math.round(reference)),
        unit,
        ratio.toFixed(2),
        goal,
        met ? "yes" : "no",
      ]),
    ),
  );
}

/** Measures, each figure beside a floor from the same run. */
export const bench: Command = {
  usage: "bench [...names]",
  does: "The benchmarks: figures, and ratios to a floor measured in the same run",
  options: {
    "--rows <n>": "Rows of each benchmark (default: each its own number)",
    "--here": "In this process rather than in one of their own",
  },
  examples: [
    "audience bench",
    "audience bench ingest",
    "audience bench ingest-orders --rows 1000000 --json",
  ],
  run: async ({ args, options, out }) => {
    const [names] = typed(z.tuple([z.array(textOption)]), args);
    const { rows, here } = typed(schema, options);
    const called = benchmarksCalled(names);
    if (called.length === 0) {
      const known = benchmarks.map(({ name }) => name).join(", ");
      throw new InputProblem(`there is no benchmark called ${names.join(" ")}: there are ${known}`);
    }
    const figures: Figure[] = [];
    for (const benchmark of called) {
      if (here !== true) out.progress(`${benchmark.name}: ${benchmark.does} …`);
      const many = rows ?? benchmark.rows;
      figures.push(
        ...(here === true
          ? await runHere(benchmark, many, out)
          : await runApart(benchmark.name, many)),
      );
    }
    out.json({ benchmarks: figures });
    sayFigures(figures, out);
    return exitCodes.done;
  },
};
