/**
 * The names that the template and the code share. No imports, no logic: infra sees this file
 * alone, and every function reads its configuration under these keys.
 */

/** Environment of the functions. */
export const env = {
  inboxBucket: "INBOX_BUCKET",
  lakeBucket: "LAKE_BUCKET",
  controlTable: "CONTROL_TABLE",
  membersTable: "MEMBERS_TABLE",
  /** Prefix of the platforms' secrets: `<prefix>/<secret of destinations.yaml>`. */
  secretPrefix: "SECRET_PREFIX",
  /** Secret id of the workspace's pseudonym key. */
  pseudonymKey: "PSEUDONYM_KEY_SECRET",
  /** ARN of the key under which `prefixes.identities` and `prefixes.ledger` are written. */
  identitiesKey: "IDENTITIES_KEY_ARN",
  refreshStateMachine: "REFRESH_STATE_MACHINE",
  /** URL of the queue whose messages are files to take in. */
  ingestQueue: "INGEST_QUEUE_URL",
  /** Seconds over which uploads are gathered into one refresh. */
  uploadWindow: "UPLOAD_WINDOW_SECONDS",
  metaUrl: "META_GRAPH_URL",
  metaVersion: "META_API_VERSION",
  /** `http://host:port` of another server's gRPC services; the query endpoint has its own URL. */
  googleAdsEndpoint: "GOOGLE_ADS_ENDPOINT",
  googleAdsRestUrl: "GOOGLE_ADS_REST_URL",
  dataManagerEndpoint: "DATA_MANAGER_ENDPOINT",
  googleTokenUrl: "GOOGLE_TOKEN_URL",
  scratch: "SCRATCH_DIR",
} as const;

/** Where things lie in the buckets. Segment and run ids follow. */
export const prefixes = {
  inbox: "inbox/",
  quarantine: "quarantine/",
  datasets: "datasets/",
  manifests: "manifests/",
  /** Hashes and customer ids: own key, few roles. */
  identities: "identities/",
  generations: "generations/",
  ledger: "ledger/",
  receipts: "receipts/",
  reports: "reports/",
  workspaces: "workspaces/",
} as const;

/** One Lambda function each: the file in functions/, and the name in the stack. In data order. */
export const functionNames = [
  "ingest-file",
  "request-refresh",
  "collect-files",
  "begin-run",
  "compute-generation",
  "publish-generation",
  "push-to-meta",
  "push-to-data-manager",
  "push-to-google-ads",
  "check-drift",
  "end-run",
] as const;
export type FunctionName = (typeof functionNames)[number];

/** Which push function serves which platform of destinations.yaml. */
export const pushFunctions = {
  meta: "push-to-meta",
  "google-data-manager": "push-to-data-manager",
  "google-ads": "push-to-google-ads",
} as const satisfies Record<string, FunctionName>;

/** What a log line says in `alarm` when somebody should be called. */
export const alarms = { massWithdrawal: "mass-withdrawal" } as const;

/** Keys of the stack's outputs, by which the CLI finds a deployed (or local) stack. */
export const outputs = {
  inboxBucket: "InboxBucket",
  lakeBucket: "LakeBucket",
  controlTable: "ControlTable",
  membersTable: "MembersTable",
  refreshStateMachine: "RefreshStateMachine",
  nightlySchedule: "NightlySchedule",
  uploadRule: "UploadRule",
  ingestRule: "IngestRule",
  ingestQueue: "IngestQueue",
  /** URL of the queue of files that could not be taken in. */
  lostFiles: "LostFiles",
  pseudonymKey: "PseudonymKey",
  identitiesKey: "IdentitiesKey",
  alarmTopic: "AlarmTopic",
} as const;

/** What the CLI tells the CDK app about the workspace, as context. */
export const context = {
  stack: "stack",
  timezone: "timezone",
  refreshAt: "refreshAt",
  secretPrefix: "secretPrefix",
  platformSecrets: "platformSecrets",
} as const;
