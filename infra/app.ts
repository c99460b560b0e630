import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib";
import * as z from "zod";
import { type Bundle, bundleFunctions, type CodeFolders, foldersOf } from "./bundle-functions.ts";
import { DataStack } from "./data-stack.ts";
import { PipelineStack } from "./pipeline-stack.ts";
import { readSettings } from "./settings.ts";
import { WatchStack } from "./watch-stack.ts";

const root = path.join(import.meta.dirname, "..");
const cdkJsonSchema = z.object({ context: z.record(z.string(), z.unknown()) });

export interface AppOptions {
  /** Where the assembly goes; a temporary folder when left out. */
  readonly outdir?: string;
  /** Under the keys of `context` in lib/app/names.ts; each has a default. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The bundled functions. */
  readonly code: CodeFolders;
  /** The built DuckDB layer; where there is none, a placeholder that no deploy accepts. */
  readonly layerFolder?: string;
  /** Whether the templates are held against CloudFormation's own rules, a second's work; true unless told. */
  readonly validate?: boolean;
}

/**
 * The whole product as one CDK app, not yet synthesized: what must survive, the pipeline, the
 * alarms. Needs no account and no network. Throws a ZodError for an unusable setting.
 */
export function buildApp(options: AppOptions): App {
  const app = new App({
    ...(options.outdir === undefined ? {} : { outdir: options.outdir }),
    context: { ...featureFlags(), ...options.context },
    analyticsReporting: false,
    builtinCloudFormationValidation: options.validate ?? true,
  });
  const settings = readSettings(app.node);
  const data = new DataStack(app, `${settings.stack}-data`, { settings });
  const pipeline = new PipelineStack(app, `${settings.stack}-pipeline`, {
    settings,
    data,
    code: options.code,
    layerFolder: options.layerFolder ?? path.join(root, "infra/layer/dist"),
  });
  new WatchStack(app, `${settings.stack}-watch`, { pipeline });
  return app;
}

/** The feature flags that CDK recommends, from cdk.json, which only CDK's own CLI reads by itself. */
function featureFlags(): Record<string, unknown> {
  return cdkJsonSchema.parse(JSON.parse(readFileSync(path.join(root, "cdk.json"), "utf8"))).context;
}

export interface SynthesizeOptions extends Omit<AppOptions, "code" | "outdir"> {
  readonly outdir: string;
}

export interface Synthesis {
  /** The cloud assembly: templates and assets, ready to deploy or to run on a laptop. */
  readonly assemblyDir: string;
  readonly bundles: readonly Bundle[];
}

/** Bundles the functions and writes the assembly. Throws what esbuild, the settings or CDK complain about. */
export function synthesize(options: SynthesizeOptions): Synthesis {
  const workspace = mkdtempSync(path.join(tmpdir(), "audience-bundles-"));
  try {
    const bundles = bundleFunctions(workspace);
    const assembly = buildApp({ ...options, code: foldersOf(bundles) }).synth();
    return { assemblyDir: assembly.directory, bundles };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** `npm run synth`: writes cdk.out and says what became how large, in how long. */
function main(): void {
  const began = performance.now();
  const { assemblyDir, bundles } = synthesize({ outdir: path.join(root, "cdk.out") });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  for (const { name, bytes, external } of bundles)
    say(`${name.padEnd(22)}${size(bytes).padStart(10)}  ${external.join(", ")}`);
  say(`${path.relative(process.cwd(), assemblyDir)} in ${seconds} s`);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const size = (bytes: number) => `${(bytes / 1024).toFixed(0)} kB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
