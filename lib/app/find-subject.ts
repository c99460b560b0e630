import { readSecret } from "../adapters/aws/secrets-manager-secrets.ts";
import { InputProblem } from "../core/failure.ts";
import type { MemberId } from "../core/ids.ts";
import { didYouMean } from "../core/nearest.ts";
import { readCustomerId } from "../identity/customer-id.ts";
import { pseudonyms } from "../identity/member-id.ts";
import { languageOf, spoken } from "../segments/language.ts";
import type { Language } from "../segments/language.ts";
import type { Rulebook, Segment } from "../segments/contract.ts";
import { outputs } from "./names.ts";
import type { OperatorStores, Stack } from "./operate.ts";

/** What somebody means by what they typed. */

/** The segment of that id. Throws `InputProblem` that names the nearest. */
export function segmentCalled({ segments }: Rulebook, meant: string): Segment {
  const found = segments.find(({ id }) => id === meant);
  if (found !== undefined) return found;
  const ids = segments.map(({ id }) => id);
  throw new InputProblem(
    `there is no segment “${meant}”.${didYouMean(meant, ids) || ` There are: ${ids.join(", ")}.`}`,
  );
}

/** Somebody that no data is there of. Says nothing of what was typed: it may be anything. */
export const unknownCustomer = (): InputProblem =>
  new InputProblem(
    "there is no such customer: no row in customers or orders has that customer id (large and small letters count)",
  );

/** The pseudonym of a customer of the company's, by the workspace's key. Throws `InputProblem` where it is no id. */
export async function memberCalled(
  stack: Stack,
  { clients }: Pick<OperatorStores, "clients">,
  customer: string,
): Promise<MemberId> {
  const secret = stack.outputs[outputs.pseudonymKey];
  if (secret === undefined)
    throw new InputProblem(
      `the stack has no output ${outputs.pseudonymKey}: is it Audience Sync's?`,
    );
  const id = readCustomerId(customer);
  if (id === undefined) throw unknownCustomer();
  return pseudonyms(await readSecret(clients.secrets(), secret)).ofCustomer(id);
}

/** The language that is asked for, else the first of the workspace's that rules can be told in. */
export function languageFor({ workspace }: Rulebook, asked: string | undefined): Language {
  if (asked === undefined) return languageOf(workspace.settings.languages);
  const known = spoken.find((one) => one === asked);
  if (known !== undefined) return known;
  throw new InputProblem(`rules cannot be told in “${asked}”: write ${spoken.join(", ")}`);
}
