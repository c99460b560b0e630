import { InputProblem } from "../core/failure.ts";
import { didYouMean } from "../core/nearest.ts";
import { datasetColumnNames } from "../workspace/dataset-columns.ts";
import type { AttributeSource, Workspace } from "../workspace/workspace.ts";

/** A column whose values may be listed. */
export interface ColumnOfRows {
  readonly dataset: ListedDataset;
  readonly name: string;
  /** One value a row, several, or a path whose parents count, too. */
  readonly form: "text" | "several" | "path" | "number" | "yes-no";
  /** Anything may be written there: a value that hardly anybody has might be about one person, and is not shown. */
  readonly personal: boolean;
}

/** Our own columns that rules ask about and that tell nobody apart. */
const ownColumns = {
  customers: {
    country: "text",
    region: "text",
    city: "text",
    postal_code: "text",
    gender: "text",
    language: "text",
    interests: "several",
    values: "several",
    occupation: "text",
    industry: "text",
    education: "text",
  },
  orders: {
    category: "path",
    product_id: "text",
    product_name: "text",
    kind: "text",
    channel: "text",
    quantity: "number",
  },
  events: { event: "text" },
  feedback: { kind: "text", score: "number", product_id: "text" },
  consents: { purpose: "text" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnOfRows["form"]>>>>;

type ListedDataset = keyof typeof ownColumns;
const listed = ["customers", "orders", "events", "feedback", "consents"] as const;

const forms = {
  text: "text",
  number: "number",
  "yes-no": "yes-no",
  date: "text",
  list: "several",
} as const satisfies Readonly<Record<AttributeSource["type"], ColumnOfRows["form"]>>;

/** Every column whose values may be listed. */
function columnsIn({ datasets }: Workspace): readonly ColumnOfRows[] {
  return listed.flatMap((dataset) => [
    ...Object.entries(ownColumns[dataset]).map(([name, form]): ColumnOfRows => ({
      dataset,
      name,
      form,
      personal: name === "occupation",
    })),
    ...Object.entries(dataset === "consents" ? {} : datasets[dataset].attributes).flatMap(
      ([name, { type, contact }]): readonly ColumnOfRows[] =>
        contact === "allowed" ? [] : [{ dataset, name, form: forms[type], personal: true }],
    ),
  ]);
}

const fullName = ({ dataset, name }: ColumnOfRows): string => `${dataset}.${name}`;

/** Whether a column of that name is kept from being listed. */
const isKept = ({ datasets }: Workspace, meant: string): boolean => {
  const name = meant.slice(meant.indexOf(".") + 1);
  return listed.some(
    (dataset) =>
      datasetColumnNames[dataset].includes(name) ||
      datasets[dataset].attributes[name] !== undefined,
  );
};

/**
 * The column that somebody means by its name, or by `dataset.column`. Throws `InputProblem` where there is none, where
 * several have the name, or where what stands in it could tell who somebody is.
 */
export function columnCalled(workspace: Workspace, meant: string): ColumnOfRows {
  const columns = columnsIn(workspace);
  const exact = columns.find((one) => fullName(one) === meant);
  const [found, ...others] =
    exact === undefined ? columns.filter(({ name }) => name === meant) : [exact];
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined)
    throw new InputProblem(
      `several datasets have a column ${meant}: write ${[found, ...others].map(fullName).join(" or ")}`,
    );
  if (isKept(workspace, meant))
    throw new InputProblem(
      `what stands in ${meant} could tell who somebody is, or is different for everybody: it is not listed`,
    );
  const names = columns.flatMap((one) => [one.name, fullName(one)]);
  throw new InputProblem(
    `there is no column “${meant}”.${didYouMean(meant, names) || ` There are: ${columns.map(fullName).join(", ")}.`}`,
  );
}
