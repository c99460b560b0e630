import { publishWorkspace, storesOf } from "../app/operate.ts";
import type { OperatorStores } from "../app/operate.ts";
import type { Definitions } from "../segments/contract.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import { InputProblem } from "../core/failure.ts";
import type { Folder } from "../workspace/workspace.ts";
import { startLaptop } from "./laptop.ts";
import type { Laptop, LaptopOptions } from "./laptop.ts";

/** A workspace running on this machine, published. */
export interface Rehearsal extends Laptop {
  readonly definitions: Definitions;
  readonly stores: OperatorStores;
}

/** The folder's definitions. Throws `InputProblem` with the first error, saying how many more there are. */
function definitionsOf(folder: Folder): Definitions {
  const { definitions, problems } = readDefinitions(folder);
  const [first, ...others] = problems.filter(({ severity }) => severity === "error");
  if (definitions !== undefined && first === undefined) return definitions;
  const more =
    others.length === 0 ? "" : ` (and ${others.length} more: "audience check" lists them)`;
  throw new InputProblem(
    `${first?.message ?? "the workspace has nothing in it"}${more}`,
    first?.place,
  );
}

/** Starts the local cloud for a workspace folder and publishes it there. */
export async function rehearse(
  folder: Folder,
  options: Omit<LaptopOptions, "workspace">,
): Promise<Rehearsal> {
  const definitions = definitionsOf(folder);
  const laptop = await startLaptop({ ...options, workspace: definitions.workspace });
  try {
    const stores = storesOf(laptop.stack);
    await publishWorkspace(stores, folder, laptop.clock.now());
    return { ...laptop, definitions, stores };
  } catch (error) {
    await laptop.stop();
    throw error;
  }
}
