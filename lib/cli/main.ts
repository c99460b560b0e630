import { cac } from "cac";
import type { CAC } from "cac";
import { InputProblem } from "../core/failure.ts";
import { about } from "./commands/about.ts";
import { bench } from "./commands/bench.ts";
import { check } from "./commands/check.ts";
import { approve, reject } from "./commands/decide.ts";
import { demo } from "./commands/demo.ts";
import { drop } from "./commands/drop.ts";
import { explain } from "./commands/explain.ts";
import { holds } from "./commands/holds.ts";
import { init } from "./commands/init.ts";
import { pause, resume } from "./commands/pause.ts";
import { preview } from "./commands/preview.ts";
import { publish } from "./commands/publish.ts";
import { refresh } from "./commands/refresh.ts";
import { schema } from "./commands/schema.ts";
import { status } from "./commands/status.ts";
import { tryOut } from "./commands/try-out.ts";
import { undo } from "./commands/undo.ts";
import { up } from "./commands/up.ts";
import { values } from "./commands/values.ts";
import type { Command } from "./command.ts";
import { exitCodes } from "./command.ts";
import { terminal } from "./terminal.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** In the order in which a company meets them. */
const commands: readonly Command[] = [
  init,
  schema,
  check,
  tryOut,
  demo,
  up,
  publish,
  drop,
  undo,
  refresh,
  status,
  preview,
  explain,
  about,
  values,
  holds,
  approve,
  reject,
  pause,
  resume,
  bench,
];

interface Outcome {
  code: number;
}

function register(
  cli: CAC,
  command: Command,
  run: { readonly environment: Environment; readonly outcome: Outcome },
): void {
  const made = cli.command(command.usage, command.does);
  for (const [flag, does] of Object.entries(command.options)) made.option(flag, does);
  made.option("--json", "One JSON document on stdout; progress goes to stderr");
  for (const example of command.examples) made.example(`  ${example}`);
  made.action(async (...given: readonly unknown[]) => {
    const options = given.at(-1);
    const json =
      typeof options === "object" && options !== null && "json" in options && options.json === true;
    const colour = process.stdout.isTTY && run.environment["NO_COLOR"] === undefined;
    const out = terminal(process, { json, colour });
    run.outcome.code = await command.run({
      args: given.slice(0, -1),
      options,
      out,
      environment: run.environment,
    });
  });
}

const placeOf = (problem: InputProblem): string => {
  const { file, line, column } = problem.place ?? {};
  return [file, line, column].filter((part) => part !== undefined).join(":");
};

/** Bad input is told to the person who can mend it; everything else is loud, with its stack under DEBUG. */
function tellError(error: unknown, environment: Environment): number {
  if (error instanceof InputProblem) {
    const place = placeOf(error);
    process.stderr.write(`${place === "" ? "" : `${place}: `}${error.message}\n`);
    return exitCodes.unusableInput;
  }
  if (error instanceof Error && error.name === "CACError") {
    process.stderr.write(
      `${error.message}: "audience --help" lists the commands, "audience COMMAND --help" their options\n`,
    );
    return exitCodes.unusableInput;
  }
  const known = error instanceof Error ? error : new Error("something that is no error was thrown");
  process.stderr.write(`${known.name}: ${known.message}\n`);
  if (environment["DEBUG"] !== undefined) process.stderr.write(`${known.stack ?? ""}\n`);
  return exitCodes.failed;
}

/** Runs one command line. Gives the exit code: 0 done, 1 held or drift, 2 unusable input, 3 failed. */
export async function main(argv: readonly string[], environment: Environment): Promise<number> {
  const cli = cac("audience");
  const outcome: Outcome = { code: exitCodes.done };
  for (const command of commands) register(cli, command, { environment, outcome });
  cli.help();
  try {
    cli.parse(["node", "audience", ...argv], { run: false });
    if (cli.matchedCommand === undefined && cli.options["help"] !== true) {
      if (argv[0] !== undefined && !argv[0].startsWith("-")) {
        throw new InputProblem(`there is no command "${argv[0]}": "audience --help" lists them`);
      }
      cli.outputHelp();
      return outcome.code;
    }
    await cli.runMatchedCommand();
    return outcome.code;
  } catch (error) {
    return tellError(error, environment);
  }
}
