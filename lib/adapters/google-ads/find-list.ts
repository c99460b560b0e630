import * as z from "zod";
import { InputProblem } from "../../core/failure.ts";
import type { GoogleAdsApi } from "./google-ads-api.ts";
import type { PointedCustomer } from "./open-customer.ts";

export interface WantedList {
  readonly platformId: string | null;
  readonly name: string;
  readonly description: string;
  readonly membershipDays: number;
}

const rowSchema = z.object({
  userList: z.object({
    id: z.coerce.string(),
    name: z.string().default(""),
    type: z.string().default(""),
    membershipLifeSpan: z.coerce.number().optional(),
  }),
});
type InTime = () => PointedCustomer;
type Found = z.infer<typeof rowSchema>["userList"];

/** A text in a query (Google Ads Query Language grammar, read 2026-11-22). */
const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;

/** Lists of customer files that fit; lists of other kinds may be called the same. */
async function find(customer: InTime, where: string): Promise<Found | undefined> {
  const rows: unknown = await customer().query(
    `SELECT user_list.id, user_list.name, user_list.type, user_list.membership_life_span FROM user_list WHERE ${where}`,
  );
  return z
    .array(rowSchema)
    .parse(rows)
    .find(({ userList }) => userList.type === "CRM_BASED")?.userList;
}

const byId = (id: string): string => {
  if (/^\d+$/.test(id)) return `user_list.id = ${id}`;
  throw new InputProblem("the id of a Google Ads user list is digits");
};

const fieldsOf = ({ name, description, membershipDays }: WantedList) => ({
  name,
  description,
  membership_life_span: membershipDays,
});

const createdSchema = z.object({
  results: z.array(z.object({ resource_name: z.string() })).min(1),
});

async function create(customer: InTime, wanted: WantedList): Promise<string> {
  const { enums } = await import("google-ads-api");
  const made = await customer().userLists.create([
    {
      ...fieldsOf(wanted),
      membership_status: enums.UserListMembershipStatus.OPEN,
      crm_based_user_list: { upload_key_type: enums.CustomerMatchUploadKeyType.CONTACT_INFO },
    },
  ]);
  const name = createdSchema.parse(made).results[0]?.resource_name ?? "";
  return name.slice(name.lastIndexOf("/") + 1);
}

/**
 * The id of the user list: the one it had, else the account's list of exactly this name, else a new
 * one for contact data. Gives it its name and membership life span. Throws `PlatformFailure`.
 */
export function findList(api: GoogleAdsApi, wanted: WantedList): Promise<string> {
  return api.perform(async (customer) => {
    const { platformId, name, membershipDays } = wanted;
    const found =
      (platformId === null ? undefined : await find(customer, byId(platformId))) ??
      (await find(customer, `user_list.name = ${quoted(name)}`));
    if (found === undefined) return create(customer, wanted);
    if (found.name !== name || found.membershipLifeSpan !== membershipDays) {
      const resource_name = `customers/${api.customerId}/userLists/${found.id}`;
      await customer().userLists.update([{ resource_name, ...fieldsOf(wanted) }]);
    }
    return found.id;
  });
}
