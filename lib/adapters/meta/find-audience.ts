import { AdAccount, CustomAudience } from "facebook-nodejs-business-sdk";
import type { FacebookAdsApi } from "facebook-nodejs-business-sdk";
import * as z from "zod";
import { PlatformFailure } from "../../core/failure.ts";
import { termsNotAccepted } from "./classify-error.ts";
import { audiencesPerPage } from "./limits.ts";

export interface MetaAccount {
  readonly api: FacebookAdsApi;
  /** Digits, without `act_`. */
  readonly id: string;
}

export interface WantedAudience {
  readonly platformId: string | null;
  readonly name: string;
  readonly description: string;
}

const audienceSchema = z.object({ id: z.string(), name: z.string(), subtype: z.string() });
type Found = z.infer<typeof audienceSchema>;

const listedSchema = z.object({ _data: audienceSchema });
const accountSchema = z.object({
  tos_accepted: z.object({ custom_audience_tos: z.number().default(0) }).optional(),
});
const createdSchema = z.object({ id: z.string() });

const audienceOf = ({ api }: MetaAccount, id: string) => new CustomAudience(id, {}, undefined, api);
const accountOf = ({ api, id }: MetaAccount) => new AdAccount(`act_${id}`, {}, undefined, api);

const fields = ["id", "name", "subtype"];

/** Undefined when it was deleted, or was never ours. */
async function readById(account: MetaAccount, id: string): Promise<Found | undefined> {
  try {
    const audience = await audienceOf(account, id).read(fields);
    return audienceSchema.parse(audience.exportAllData());
  } catch (error) {
    const missing =
      error instanceof PlatformFailure && ["not-there", "deleted"].includes(error.code);
    if (missing) return undefined;
    throw error;
  }
}

/** Of customer files alone: a lookalike audience may be called the same. Pages are read as far as needed. */
async function findByName(account: MetaAccount, name: string): Promise<Found | undefined> {
  const page = await accountOf(account).getCustomAudiences(fields, { limit: audiencesPerPage });
  for (;;) {
    for (const one of page) {
      const { _data: audience } = listedSchema.parse(one);
      if (audience.name === name && audience.subtype === "CUSTOM") return audience;
    }
    if (!page.hasNext()) return undefined;
    await page.next();
  }
}

/** Asked before the first audience is made: Meta takes nothing before somebody accepted the terms. */
async function checkTerms(account: MetaAccount): Promise<void> {
  const read = await accountOf(account).read(["tos_accepted"]);
  const { tos_accepted: accepted } = accountSchema.parse(read.exportAllData());
  if (accepted?.custom_audience_tos !== 1) throw termsNotAccepted(account.id);
}

async function create(account: MetaAccount, wanted: WantedAudience): Promise<string> {
  await checkTerms(account);
  const made = await accountOf(account).createCustomAudience([], {
    name: wanted.name,
    description: wanted.description,
    subtype: "CUSTOM",
    customer_file_source: "USER_PROVIDED_ONLY",
  });
  return createdSchema.parse(made.exportAllData()).id;
}

/**
 * The id of the audience: the one it had, else the account's audience of exactly this name, else a
 * new one. Renames it when it is called otherwise. Throws `PlatformFailure`.
 */
export async function findAudience(account: MetaAccount, wanted: WantedAudience): Promise<string> {
  const { platformId, name, description } = wanted;
  const found =
    (platformId === null ? undefined : await readById(account, platformId)) ??
    (await findByName(account, name));
  if (found === undefined) return create(account, wanted);
  if (found.name !== name) await audienceOf(account, found.id).update([], { name, description });
  return found.id;
}
