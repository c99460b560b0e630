import { createHash } from "node:crypto";

/**
 * The name that CloudFormation would make up for a resource without one: always the same for
 * the same stack, so that kept state is found again. Small letters, since buckets want them.
 */
export function physicalName(stack: string, logicalId: string, longest = 63): string {
  const hash = createHash("sha256").update(`${stack}/${logicalId}`).digest("hex").slice(0, 8);
  const readable = `${stack}-${logicalId}`.toLowerCase().replace(/[^a-z0-9-]/g, "");
  return `${readable.slice(0, longest - 9).replace(/-+$/, "")}-${hash}`;
}
