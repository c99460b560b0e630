import * as z from "zod";
import { AwsError } from "../front/aws-error.ts";
import type { Handler } from "../front/json-service.ts";
import { action, jsonService } from "../front/json-service.ts";
import type { KeptSecrets, Stored } from "./kept-secrets.ts";
import { secretArnPrefix, secretName } from "./kept-secrets.ts";

const bySecretId = z.strictObject({ SecretId: z.string() });

const putSchema = z.strictObject({
  SecretId: z.string(),
  SecretString: z.string(),
  ClientRequestToken: z.string().optional(),
});

const createSchema = z.strictObject({
  Name: z.string(),
  SecretString: z.string().optional(),
  Description: z.string().optional(),
  ClientRequestToken: z.string().optional(),
});

function find(stored: Stored, id: string) {
  const found = stored[secretName(id)];
  if (found === undefined)
    throw new AwsError("ResourceNotFoundException", `There is no secret ${secretName(id)}.`);
  return found;
}

function getValue(stored: Stored, id: string) {
  const { value, version, created } = find(stored, id);
  const Name = secretName(id);
  if (value === undefined)
    throw new AwsError(
      "ResourceNotFoundException",
      `Secrets Manager can't find the specified secret value for staging label: AWSCURRENT (${Name})`,
    );
  return {
    ARN: secretArnPrefix + Name,
    Name,
    VersionId: version,
    SecretString: value,
    VersionStages: ["AWSCURRENT"],
    CreatedDate: created,
  };
}

/** The Secrets Manager API for the current value of a secret: there are no older versions here. */
export const secretsApi = ({ stored, ...kept }: KeptSecrets): Handler =>
  jsonService("Secrets Manager", {
    GetSecretValue: action(bySecretId, ({ SecretId }) => getValue(stored, SecretId)),
    PutSecretValue: action(putSchema, ({ SecretId, SecretString }) => {
      find(stored, SecretId);
      return kept.put(secretName(SecretId), SecretString);
    }),
    CreateSecret: action(createSchema, ({ Name, SecretString }) => {
      if (stored[Name] !== undefined)
        throw new AwsError("ResourceExistsException", `The secret ${Name} exists already.`);
      return kept.put(Name, SecretString);
    }),
    DescribeSecret: action(bySecretId, ({ SecretId }) => {
      const { version, created } = find(stored, SecretId);
      const Name = secretName(SecretId);
      return {
        ARN: secretArnPrefix + Name,
        Name,
        CreatedDate: created,
        VersionIdsToStages: { [version]: ["AWSCURRENT"] },
      };
    }),
  });
