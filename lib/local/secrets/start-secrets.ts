import * as z from "zod";
import type { Handler } from "../front/json-service.ts";
import { jsonSchema } from "../template/json.ts";
import type { Resource } from "../template/load-template.ts";
import { readProperties } from "../template/read-properties.ts";
import { generateSchema, generateSecret } from "./generate-secret.ts";
import type { SecretsOptions } from "./kept-secrets.ts";
import { openKeptSecrets } from "./kept-secrets.ts";
import { secretsApi } from "./secrets-api.ts";

const secretSchema = z.strictObject({
  Name: z.string().optional(),
  SecretString: jsonSchema.optional(),
  GenerateSecretString: generateSchema.optional(),
});

/** Encryption, copies elsewhere and tags make no difference on a laptop. */
const ignored = ["Description", "KmsKeyId", "ReplicaRegions", "Tags"];

export interface Secrets {
  readonly handle: Handler;
  /** Makes a secret of the template: with the given value, else the kept, the template's or a generated one. */
  createSecret(resource: Resource, given: string | undefined): Promise<void>;
}

/** Secrets Manager. */
export async function startSecrets(options: SecretsOptions): Promise<Secrets> {
  const kept = await openKeptSecrets(options);
  return {
    handle: secretsApi(kept),
    createSecret: async (resource, given) => {
      const read = readProperties(resource, secretSchema, ignored);
      const before = kept.stored[resource.name];
      const value = given ?? before?.value ?? fromTemplate(read);
      if (before === undefined || before.value !== value) await kept.put(resource.name, value);
    },
  };
}

function fromTemplate(read: z.infer<typeof secretSchema>): string | undefined {
  const { SecretString, GenerateSecretString } = read;
  if (typeof SecretString === "string") return SecretString;
  return GenerateSecretString === undefined ? undefined : generateSecret(GenerateSecretString);
}
