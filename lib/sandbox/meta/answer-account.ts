import * as z from "zod";
import { describeAudience } from "./audience-fields.ts";
import { GraphError, badParameter, readOr100, termsNotAccepted } from "./graph-error.ts";
import { MAX_AUDIENCES, MAX_PAGE_SIZE, MAX_RETENTION_DAYS, PAGE_SIZE } from "./limits.ts";
import { memberRows } from "./member-rows.ts";
import { settledAudiences, type Audience, type MetaState } from "./meta-state.ts";
import { jsonOrText, readFields, type GraphCall } from "./read-call.ts";

const FIELDS: Readonly<Record<string, (state: MetaState, account: string) => unknown>> = {
  id: (_, account) => `act_${account}`,
  account_id: (_, account) => account,
  account_status: () => 1,
  currency: () => "EUR",
  name: (_, account) => `Sandbox account ${account}`,
  timezone_name: () => "Europe/Helsinki",
  tos_accepted: (state) => ({ custom_audience_tos: state.tosAccepted ? 1 : 0 }),
};

/** `GET /act_{account}` */
export function readAccount(state: MetaState, account: string, call: GraphCall): unknown {
  return Object.fromEntries(
    ["id", ...readFields(call)].map((field) => {
      const read = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
      if (read !== undefined) return [field, read(state, account)];
      throw badParameter(`Tried accessing nonexisting field (${field}) on node type (AdAccount)`);
    }),
  );
}

const limitSchema = z.coerce.number().pipe(z.int().min(1)).default(PAGE_SIZE);

/** A cursor is the id of the audience at the edge of the page; to callers it means nothing. */
const cursor = (audience: Audience) => Buffer.from(audience.id).toString("base64url");

function pageStart(audiences: readonly Audience[], after: unknown): number {
  if (after === undefined) return 0;
  const at = audiences.findIndex((audience) => cursor(audience) === after);
  if (at < 0) throw badParameter("Invalid cursor");
  return at + 1;
}

function nextPage(call: GraphCall, after: string): string {
  const url = new URL(call.path, call.origin);
  for (const [name, value] of Object.entries(call.params)) {
    url.searchParams.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  url.searchParams.set("access_token", call.token ?? "");
  url.searchParams.set("after", after);
  return url.href;
}

/** `GET /act_{account}/customaudiences`: newest first, in pages. */
export function listAudiences(state: MetaState, account: string, call: GraphCall): unknown {
  const limit = readOr100(limitSchema, call.params["limit"], "limit");
  if (limit > MAX_PAGE_SIZE) {
    throw new GraphError(
      "Please reduce the amount of data you're asking for, then retry your request",
      {
        code: 1,
        status: 500,
      },
    );
  }
  if (call.params["filtering"] !== undefined || call.params["before"] !== undefined) {
    throw badParameter(
      "filtering and before are not taken by this stand-in: read the list from its start",
    );
  }
  const all = settledAudiences(state)
    .filter((audience) => audience.account === account)
    .toReversed();
  const start = pageStart(all, call.params["after"]);
  const page = all.slice(start, start + limit);
  const [first, last] = [page.at(0), page.at(-1)];
  const data = page.map((audience) => describeAudience(audience, readFields(call), state.now()));
  if (first === undefined || last === undefined) return { data };
  const more = start + limit < all.length;
  return {
    data,
    paging: {
      cursors: { before: cursor(first), after: cursor(last) },
      ...(more && { next: nextPage(call, cursor(last)) }),
    },
  };
}

const creationSchema = z.looseObject({
  name: z.string().min(1),
  subtype: z.literal("CUSTOM"),
  customer_file_source: z.enum([
    "USER_PROVIDED_ONLY",
    "PARTNER_PROVIDED_ONLY",
    "BOTH_USER_AND_PARTNER_PROVIDED",
  ]),
  description: z.string().default(""),
  retention_days: z.coerce.number().pipe(z.int().min(1).max(MAX_RETENTION_DAYS)).optional(),
  is_value_based: z.preprocess(jsonOrText, z.boolean()).default(false),
});

/** `POST /act_{account}/customaudiences`: customer-file audiences only; others are refused by their subtype. */
export function createAudience(state: MetaState, account: string, call: GraphCall): unknown {
  if (!state.tosAccepted) throw termsNotAccepted(account);
  const wanted = readOr100(creationSchema, call.params, "customaudiences");
  const count = [...state.audiences.values()].filter((one) => one.account === account).length;
  if (count >= MAX_AUDIENCES) {
    throw badParameter("This ad account has the most customer-file audiences it can have");
  }
  state.audiencesMade += 1;
  const now = state.now();
  const audience: Audience = {
    id: String(23_860_000_000_000_000n + BigInt(state.audiencesMade)),
    account,
    name: wanted.name,
    description: wanted.description,
    customerFileSource: wanted.customer_file_source,
    retentionDays: wanted.retention_days,
    valueBased: wanted.is_value_based,
    createdAt: now,
    updatedAt: now,
    contentUpdatedAt: undefined,
    rows: memberRows(),
    sizes: [],
    replacement: undefined,
    replacementFailed: false,
  };
  state.audiences.set(audience.id, audience);
  return { id: audience.id };
}
