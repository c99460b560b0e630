import { all, call, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { strict } from "../../workspace/yaml-schemas.ts";
import { columnCondition } from "../column-condition.ts";
import type { ColumnCondition, ColumnType } from "../column-condition.ts";
import type { Features } from "../features.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Moment } from "../windows.ts";

/** Columns of customers, by what they hold. Contact data is never past the door: only whether it is known. */
const columns = {
  email: "presence",
  phone: "presence",
  first_name: "presence",
  last_name: "presence",
  street: "presence",
  device_id: "presence",
  postal_code: "text",
  city: "text",
  region: "text",
  country: "text",
  birth_date: "date",
  gender: "gender",
  language: "text",
  interests: "list",
  values: "list",
  occupation: "text",
  industry: "text",
  education: "text",
  household_id: "text",
  joined_at: "time",
} as const satisfies Record<string, ColumnType>;

/** The types of what may be asked: our own columns, then the workspace's attributes. */
function columnTypes(workspace: Workspace): Readonly<Record<string, ColumnType>> {
  const attributes = Object.entries(workspace.datasets.customers.attributes);
  return { ...Object.fromEntries(attributes.map(([name, { type }]) => [name, type])), ...columns };
}

/** Rows say only whether they had one: a missing row had none. */
const presence = (name: string, features: Features): Expression =>
  call("nullif", call("coalesce", features.customer(`has_${name}`), value(false)), value(false));

function subject(name: string, features: Features): Moment {
  if (name === "joined_at")
    return { day: features.customer("joined_on"), time: features.customer("joined_at") };
  if (name === "gender")
    return { day: call("nullif", features.customer("gender"), value("unknown")) };
  const isContact = Object.hasOwn(columns, name) && columnTypeOf(name) === "presence";
  return { day: isContact ? presence(name, features) : features.customer(name) };
}

const columnTypeOf = (name: string): ColumnType | undefined =>
  Object.entries(columns).find(([known]) => known === name)?.[1];

const readable = (name: string): string => name.replaceAll(/[_-]/g, " ");

type Conditions = Readonly<Record<string, ColumnCondition | undefined>>;

const given = (rule: Conditions): readonly (readonly [name: string, of: ColumnCondition])[] =>
  Object.entries(rule).flatMap(([name, of]) => (of === undefined ? [] : [[name, of] as const]));

/** `profile: { gender: f, interests: { any: [cats, dogs] } }`: all given conditions hold. */
export const profile = ruleKind<Conditions>("profile", {
  schema: ({ workspace }) =>
    strict(
      Object.fromEntries(
        Object.entries(columnTypes(workspace)).map(([name, type]) => [
          name,
          columnCondition(type).optional(),
        ]),
      ),
    ).refine((of) => Object.keys(of).length > 0, { error: "name at least one column" }),
  expression: (rule, features) =>
    all(
      ...given(rule).map(([name, condition]) =>
        condition.holds(subject(name, features), features.clock),
      ),
    ),
  finds: (rule, features) =>
    given(rule).map(([name, condition]) => ({
      what: () => readable(name),
      of: subject(name, features).day,
      as: "text",
      needs: condition.words,
    })),
  words: (rule, language) =>
    given(rule)
      .map(([name, condition]) => `${readable(name)} ${condition.words(language)}`)
      .join(", "),
  asks: (rule) =>
    given(rule).map(([column, { texts }]) => ({ dataset: "customers", column, texts })),
});
