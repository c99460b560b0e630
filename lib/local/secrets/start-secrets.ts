import { randomBytes, randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { AwsError } from "../front/aws-error.ts";
import type { Handler } from "../front/json-service.ts";
import { action, jsonService } from "../front/json-service.ts";
import { jsonSchema } from "../template/json.ts";
import type { Resource } from "../template/load-template.ts";
import { arnOf } from "../template/pseudo-parameters.ts";
import { readProperties } from "../template/read-properties.ts";

const storedSchema = z.record(
  z.string(),
  z.object({ value: z.string().optional(), version: z.string(), created: z.number() }),
);
type Stored = z.infer<typeof storedSchema>;

const generateSchema = z.strictObject({
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
  PasswordLength: z.number().optional(),
  ExcludePunctuation: z.boolean().optional(),
  ExcludeCharacters: z.string().optional(),
  IncludeSpace: z.boolean().optional(),
});

const secretSchema = z.strictObject({
  Name: z.string().optional(),
  SecretString: jsonSchema.optional(),
  GenerateSecretString: generateSchema.optional(),
});

export interface Secrets {
  readonly handle: Handler;
  /** Makes a secret of the template, with the given value; else the kept, the template's, or a generated one. */
  createSecret(resource: Resource, given: string | undefined): Promise<void>;
}

export interface SecretsOptions {
  readonly state: string;
  readonly now: () => Date;
}

const prefix = arnOf("secretsmanager", "secret:");
const nameOf = (id: string) => (id.startsWith(prefix) ? id.slice(prefix.length) : id);

/** Secrets Manager, kept in one file that only its owner can read. */
export async function startSecrets({ state, now }: SecretsOptions): Promise<Secrets> {
  const file = path.join(state, "secrets.json");
  const stored = await readStored(file);
  const seconds = () => now().getTime() / 1000;

  async function put(name: string, value: string | undefined) {
    const version = randomUUID();
    stored[name] = { value, version, created: stored[name]?.created ?? seconds() };
    await writeFile(`${file}.new`, JSON.stringify(stored), { mode: 0o600 });
    await rename(`${file}.new`, file);
    return { ARN: prefix + name, Name: name, VersionId: version };
  }

  return {
    handle: secretActions(stored, put),
    createSecret: async (resource, given) => {
      const { SecretString, GenerateSecretString } = readProperties(resource, secretSchema, [
        "Description",
        "KmsKeyId",
        "ReplicaRegions",
        "Tags",
      ]);
      const generated =
        GenerateSecretString === undefined ? undefined : generate(GenerateSecretString);
      const fromTemplate = typeof SecretString === "string" ? SecretString : generated;
      const value = given ?? stored[resource.name]?.value ?? fromTemplate;
      if (stored[resource.name]?.value !== value || stored[resource.name] === undefined)
        await put(resource.name, value);
    },
  };
}

async function readStored(file: string): Promise<Stored> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return storedSchema.parse(JSON.parse(text));
}

type Put = (name: string, value: string | undefined) => Promise<object>;

function secretActions(stored: Stored, put: Put): Handler {
  const find = (id: string) => {
    const found = stored[nameOf(id)];
    if (found === undefined)
      throw new AwsError("ResourceNotFoundException", `There is no secret ${nameOf(id)}.`);
    return found;
  };
  const bySecretId = z.strictObject({ SecretId: z.string() });
  return jsonService("Secrets Manager", {
    GetSecretValue: action(bySecretId, ({ SecretId }) => {
      const { value, version, created } = find(SecretId);
      if (value === undefined)
        throw new AwsError(
          "ResourceNotFoundException",
          `Secrets Manager can't find the specified secret value for staging label: AWSCURRENT (${nameOf(SecretId)})`,
        );
      const Name = nameOf(SecretId);
      return {
        ARN: prefix + Name,
        Name,
        VersionId: version,
        SecretString: value,
        VersionStages: ["AWSCURRENT"],
        CreatedDate: created,
      };
    }),
    PutSecretValue: action(
      z.strictObject({
        SecretId: z.string(),
        SecretString: z.string(),
        ClientRequestToken: z.string().optional(),
      }),
      ({ SecretId, SecretString }) => {
        find(SecretId);
        return put(nameOf(SecretId), SecretString);
      },
    ),
    CreateSecret: action(
      z.strictObject({
        Name: z.string(),
        SecretString: z.string().optional(),
        Description: z.string().optional(),
        ClientRequestToken: z.string().optional(),
      }),
      ({ Name, SecretString }) => {
        if (stored[Name] !== undefined)
          throw new AwsError("ResourceExistsException", `The secret ${Name} exists already.`);
        return put(Name, SecretString);
      },
    ),
    DescribeSecret: action(bySecretId, ({ SecretId }) => {
      const { version, created } = find(SecretId);
      const Name = nameOf(SecretId);
      return {
        ARN: prefix + Name,
        Name,
        CreatedDate: created,
        VersionIdsToStages: { [version]: ["AWSCURRENT"] },
      };
    }),
  });
}

/** A random secret: letters and digits, which every set of exclusions of ours allows. */
function generate(how: z.infer<typeof generateSchema>): string {
  const excluded = new Set(how.ExcludeCharacters ?? "");
  let made = "";
  while (made.length < (how.PasswordLength ?? 32)) {
    for (const sign of randomBytes(64).toString("base64").replace(/[+/=]/g, ""))
      if (!excluded.has(sign)) made += sign;
  }
  const value = made.slice(0, how.PasswordLength ?? 32);
  if (how.GenerateStringKey === undefined) return value;
  const template = z.record(z.string(), jsonSchema).parse(JSON.parse(how.SecretStringTemplate ?? "{}"));
  return JSON.stringify({ ...template, [how.GenerateStringKey]: value });
}
