import type * as z from "zod";
import type { AwsClients } from "../adapters/aws/aws-clients.ts";
import { dynamoRecords } from "../adapters/aws/dynamo-records.ts";
import { s3Objects } from "../adapters/aws/s3-objects.ts";
import {
  generationPointerSchema,
  leaseSchema,
  readRunInputs,
  runRecordSchema,
  workspacePointerSchema,
} from "../compute/contract.ts";
import { publishedDefinitions } from "../compute/read-published.ts";
import { memberIdSchema } from "../core/ids.ts";
import type { Objects } from "../core/stores.ts";
import { matchSchema } from "../drift/contract.ts";
import {
  fileRecordSchema,
  heldFileSchema,
  manifestPointerSchema,
  tombstoneSchema,
} from "../ingest/contract.ts";
import { progressSchema } from "../ingest/progress.ts";
import { reportPointerSchema } from "../insight/contract.ts";
import { audienceSchema, holdSchema, pauseSchema } from "../push/contract.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import { prefixes } from "./names.ts";

/** Which bucket and table, and the key of what is guarded (for the functions that may write it). */
export interface StoreNames {
  readonly lakeBucket: string;
  readonly controlTable: string;
  readonly identitiesKey?: string;
}

/** Where a pause of everything is kept. */
export const wholeWorkspace = "workspace";

/** The lake; hashes and customer ids are written under the key of what is guarded. */
function openLake(clients: AwsClients, { lakeBucket, identitiesKey }: StoreNames): Objects {
  const guarded = [prefixes.identities, prefixes.ledger];
  return s3Objects(clients.s3(), {
    name: lakeBucket,
    guarded: identitiesKey === undefined ? undefined : { prefixes: guarded, keyArn: identitiesKey },
  });
}

/** The lake, and every kind of record of the control table, as stages see them. */
export function openStores(clients: AwsClients, names: StoreNames) {
  const records = <T>(kind: string, schema: z.ZodType<T>) =>
    dynamoRecords(clients.dynamodb(), names.controlTable, { kind, schema });
  const lake = openLake(clients, names);
  const pauses = records("pause", pauseSchema);
  const tombstones = records("tombstone", tombstoneSchema);
  return {
    lake,
    files: records("file", fileRecordSchema),
    manifests: records("manifest", manifestPointerSchema),
    heldFiles: records("held-file", heldFileSchema),
    progress: records("progress", progressSchema),
    tombstones,
    runs: records("run", runRecordSchema),
    leases: records("lease", leaseSchema),
    audiences: records("audience", audienceSchema),
    holds: records("hold", holdSchema),
    matches: records("match", matchSchema),
    generation: records("pointer", generationPointerSchema),
    workspace: records("pointer", workspacePointerSchema),
    pauses,
    report: records("pointer", reportPointerSchema),
    erased: async () => (await tombstones.list()).map(({ id }) => memberIdSchema.parse(id)),
    paused: async (destination: string) =>
      (await pauses.read(wholeWorkspace)) !== undefined ||
      (await pauses.read(destination)) !== undefined,
    /** The definitions and inputs that a run was frozen with. */
    definitionsOf: async (run: string) => {
      const inputs = await readRunInputs(lake, run);
      return {
        inputs,
        definitions: await publishedDefinitions({ lake, readDefinitions }, inputs.workspace),
      };
    },
  };
}
export type Stores = ReturnType<typeof openStores>;
