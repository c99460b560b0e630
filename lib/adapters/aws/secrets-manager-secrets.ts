import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { InputProblem } from "../../core/failure.ts";

/** A secret that was created and never filled has no current version. */
const isEmpty = (error: unknown): boolean =>
  error instanceof Error && error.name === "ResourceNotFoundException";

/**
 * A secret's text. Never cached here: callers keep what they need for as long as they need it.
 * Throws `InputProblem`, naming the secret, when it is not there or was never filled.
 */
export async function readSecret(client: SecretsManagerClient, id: string): Promise<string> {
  const request = new GetSecretValueCommand({ SecretId: id });
  const answer = await client.send(request).catch((error: unknown) => {
    if (isEmpty(error)) return undefined;
    throw error;
  });
  if (answer?.SecretString === undefined || answer.SecretString === "") {
    throw new InputProblem(`the secret ${id} is empty: fill it, its description says how`);
  }
  return answer.SecretString;
}
