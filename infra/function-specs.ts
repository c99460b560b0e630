import { type FunctionName, prefixes } from "../lib/app/names.ts";

type Prefix = (typeof prefixes)[keyof typeof prefixes];
export type TableAccess = "read" | "read and write";

/** What one function is, and all that it may touch: its role allows this and nothing else. */
export interface FunctionSpec {
  readonly does: string;
  /** MB. A vCPU comes with every 1,769; 3,008 is the most that a new account may have. */
  readonly memory: number;
  /** Seconds; Lambda's own limit is 900. */
  readonly timeout: number;
  /** MB under /tmp. */
  readonly scratch: number;
  /** Queries with DuckDB, which comes as a layer. */
  readonly duckdb: boolean;
  readonly inbox?: { readonly read: readonly Prefix[]; readonly write: readonly Prefix[] };
  /** Sees which versions of which objects lie in the inbox under a prefix, and opens none. */
  readonly listsInbox?: Prefix;
  readonly lake: { readonly read: readonly Prefix[]; readonly write: readonly Prefix[] };
  readonly control?: TableAccess;
  readonly members?: TableAccess;
  readonly secrets?: "pseudonym key" | "platforms";
  /** Sends messages to the ingest queue. */
  readonly asksForIngest?: true;
}

const push: Omit<FunctionSpec, "does"> = {
  memory: 1769,
  timeout: 900,
  scratch: 2048,
  duckdb: true,
  lake: {
    read: [
      prefixes.workspaces,
      prefixes.manifests,
      prefixes.datasets,
      prefixes.generations,
      prefixes.identities,
      prefixes.ledger,
    ],
    write: [prefixes.ledger],
  },
  control: "read and write",
  secrets: "platforms",
};

/** In the order in which data walks through them. */
export const functionSpecs: Record<FunctionName, FunctionSpec> = {
  "ingest-file": {
    does: "An inbox object becomes accepted rows, identities, quarantined rows and a receipt",
    memory: 3008,
    timeout: 900,
    scratch: 10_240,
    duckdb: true,
    inbox: { read: [prefixes.inbox], write: [prefixes.quarantine] },
    lake: {
      read: [
        prefixes.workspaces,
        prefixes.manifests,
        prefixes.datasets,
        prefixes.identities,
        prefixes.receipts,
      ],
      write: [prefixes.datasets, prefixes.manifests, prefixes.identities, prefixes.receipts],
    },
    control: "read and write",
    secrets: "pseudonym key",
    asksForIngest: true,
  },
  "request-refresh": {
    does: "Uploads of one window become one refresh",
    memory: 256,
    timeout: 30,
    scratch: 512,
    duckdb: false,
    lake: { read: [prefixes.receipts], write: [] },
  },
  "collect-files": {
    does: "Files in the inbox whose event was lost are told to ingest once more",
    memory: 512,
    timeout: 300,
    scratch: 512,
    duckdb: false,
    listsInbox: prefixes.inbox,
    lake: { read: [], write: [] },
    control: "read",
    asksForIngest: true,
  },
  "begin-run": {
    does: "Takes the lease and freezes what the run works on",
    memory: 512,
    timeout: 60,
    scratch: 512,
    duckdb: false,
    lake: {
      read: [prefixes.workspaces, prefixes.manifests, prefixes.generations],
      write: [prefixes.generations],
    },
    control: "read and write",
  },
  "compute-generation": {
    does: "Who is in which segment, why, and what changed",
    memory: 3008,
    timeout: 900,
    scratch: 10_240,
    duckdb: true,
    lake: {
      read: [prefixes.workspaces, prefixes.manifests, prefixes.datasets, prefixes.generations],
      write: [prefixes.generations],
    },
    control: "read and write",
  },
  "publish-generation": {
    does: "Changed memberships go to the members table",
    memory: 1769,
    timeout: 900,
    scratch: 2048,
    duckdb: true,
    lake: { read: [prefixes.generations, prefixes.workspaces], write: [prefixes.generations] },
    control: "read and write",
    members: "read and write",
  },
  "push-to-meta": { ...push, does: "One audience at Meta becomes equal to its segment" },
  "push-to-data-manager": {
    ...push,
    does: "One audience at Google, by the Data Manager API, becomes equal to its segment",
  },
  "push-to-google-ads": {
    ...push,
    does: "One audience at Google, by the Google Ads API, becomes equal to its segment",
  },
  "check-drift": {
    does: "What is believed against table, generation, ledger and platform sizes",
    memory: 1769,
    timeout: 900,
    scratch: 2048,
    duckdb: true,
    lake: {
      read: [prefixes.workspaces, prefixes.manifests, prefixes.generations],
      write: [prefixes.generations],
    },
    control: "read and write",
    members: "read",
  },
  "end-run": {
    does: "Closes the run, writes its report, gives the lease back",
    memory: 1024,
    timeout: 300,
    scratch: 1024,
    duckdb: false,
    lake: {
      read: [
        prefixes.workspaces,
        prefixes.manifests,
        prefixes.generations,
        prefixes.receipts,
        prefixes.reports,
      ],
      write: [prefixes.generations, prefixes.reports],
    },
    control: "read and write",
  },
};
