import path from "node:path";
import type { SourceFile } from "./product-source.ts";

/** In the order in which data passes them: each hands its contract to those that come after it. */
const stages = [
  "ingest",
  "segments",
  "compute",
  "membership",
  "push",
  "drift",
  "insight",
  "privacy",
];
const anyStage = `lib/(?:${stages.join("|")})`;
const contract = new RegExp(`^${anyStage}/contract(?:-[a-z]+)?\\.ts$`);
const edge = new RegExp(`^${anyStage}/(?:contract(?:-[a-z]+)?|ports)\\.ts$`);
const under = (...folders: string[]): RegExp => new RegExp(`^(?:${folders.join("|")})/`);
const packages = (...names: string[]): RegExp => new RegExp(`^(?:${names.join("|")})$`);

const node = /^node:/;
/** Those of Node that touch nothing outside the process. */
const pureNode = /^node:(?:buffer|crypto|stream|zlib)$/;
const zod = /^zod$/;
const grpc = packages("@grpc/grpc-js");

type Row = readonly [from: RegExp, mayImport: readonly RegExp[]];

const adapter = (name: string, ...extra: RegExp[]): Row => [
  under(`lib/adapters/${name}`),
  [under("lib/core", `lib/adapters/${name}`), edge, node, zod, ...extra],
];

/** Who may import whom. The first row that fits a file counts; it lists everything that may be reached. */
const rows: readonly Row[] = [
  [under("lib/core"), [under("lib/core"), zod, packages("temporal-polyfill")]],
  [
    under("lib/identity"),
    [
      under("lib/core", "lib/identity"),
      pureNode,
      zod,
      packages("libphonenumber-js/max/(?:es6|metadata)"),
    ],
  ],
  [under("lib/sql"), [under("lib/core", "lib/sql"), zod]],
  [
    under("lib/workspace"),
    [under("lib/core", "lib/identity", "lib/sql", "lib/workspace"), zod, packages("yaml")],
  ],
  [under("lib/ingest/zstd"), [under("lib/core", "lib/ingest"), pureNode, packages("fzstd")]],
  [
    under("lib/ingest/ndjson"),
    [under("lib/core", "lib/sql", "lib/workspace", "lib/ingest"), packages("lossless-json"), zod],
  ],
  ...stages.map((stage, at): Row => [
    under(`lib/${stage}`),
    [
      under("lib/core", "lib/identity", "lib/sql", "lib/workspace", `lib/${stage}`),
      ...stages.slice(0, at).map((earlier) => packages(`lib/${earlier}/contract(?:-[a-z]+)?\\.ts`)),
      pureNode,
      zod,
    ],
  ]),
  adapter("aws", /^@aws-sdk\//),
  adapter("duckdb", under("lib/sql"), packages("@duckdb/node-api")),
  adapter("files"),
  adapter("meta", packages("facebook-nodejs-business-sdk", "axios/dist/node/axios\\.cjs")),
  adapter("google-access", packages("google-auth-library")),
  adapter("google-ads", under("lib/adapters/google-access"), packages("google-ads-api"), grpc),
  adapter(
    "data-manager",
    under("lib/adapters/google-access"),
    packages("@google-ads/datamanager"),
    grpc,
  ),
  [under("lib/console"), [under("lib/core", "lib/console"), contract, pureNode, zod]],
  [
    under("lib/app"),
    [
      under("lib/core", "lib/identity", "lib/sql", "lib/workspace", anyStage),
      under("lib/adapters", "lib/console", "lib/app"),
      packages("@aws-lambda-powertools/logger"),
      node,
      zod,
    ],
  ],
  [under("functions"), [under("lib/app"), packages("lib/core/lazy\\.ts"), contract]],
  [
    under("infra"),
    [
      under("infra"),
      packages("lib/app/names\\.ts"),
      packages("aws-cdk-lib(?:/.+)?", "constructs", "esbuild"),
      node,
      zod,
    ],
  ],
  [
    under("lib/sandbox"),
    [
      under("lib/sandbox"),
      packages("@google-ads/datamanager/build/protos/protos\\.json"),
      packages("google-ads-node/build/protos/protos\\.json", "protobufjs"),
      grpc,
      node,
      zod,
    ],
  ],
  [
    under("lib/local"),
    [
      under("lib/local"),
      packages("aws-local-stepfunctions", "dynalite", "local-aws-sqs"),
      packages("esbuild", "temporal-polyfill"),
      node,
      zod,
    ],
  ],
  [under("lib/starter"), [under("lib/starter"), packages("node:path")]],
  [
    under("lib/cli"),
    [
      under("lib/core", "lib/workspace", "lib/app", "lib/local", "lib/sandbox", "lib/starter"),
      contract,
      packages("lib/segments/(?:read-definitions|json-schema)\\.ts"),
      packages("lib/adapters/duckdb/run-script\\.ts"),
      packages("infra/app\\.ts"),
      under("lib/cli"),
      packages("cac", "cli-table3"),
      node,
      zod,
    ],
  ],
  [under("bin"), [packages("lib/cli/main\\.ts", "tsx/esm/api")]],
];

/** Static imports and re-exports over any number of lines; imports for their effect; import() and require(). */
const importing = [
  /^\s*(?:import|export)\b[^"';]*?\bfrom\s*["']([^"']+)["']/gm,
  /^\s*import\s*["']([^"']+)["']/gm,
  /\b(?:import|require|require\.resolve)\(\s*["'`]([^"'`]+)["'`]/g,
];

/** What a file imports: packages by their names, files by their paths from the checkout's root. */
export const importsOf = ({ file, text }: SourceFile): readonly string[] =>
  importing
    .flatMap((form) => [...text.matchAll(form)])
    .map(([, to = ""]) => to)
    .map((to) => (to.startsWith(".") ? path.posix.join(path.posix.dirname(file), to) : to));

/** Every import against the flow, as "file -> what it imports". */
export function violations(sources: readonly SourceFile[]): readonly string[] {
  return sources.flatMap((source) => {
    const row = rows.find(([from]) => from.test(source.file));
    if (row === undefined) return [`${source.file}: no row covers this folder`];
    return importsOf(source)
      .filter((to) => !row[1].some((allowed) => allowed.test(to)))
      .map((to) => `${source.file} -> ${to}`);
  });
}
