import * as z from "zod";
import type { Resource } from "./load-template.ts";
import { Unsupported } from "./unsupported.ts";

/**
 * Reads the properties of a resource: those that the local cloud runs by the (strict) schema;
 * those that make no difference on a laptop are named in `ignored`, each list with its reason
 * beside it. Anything else is refused by name.
 */
export function readProperties<T>(
  resource: Resource,
  schema: z.ZodType<T>,
  ignored: readonly string[],
): T {
  const kept = Object.fromEntries(
    Object.entries(resource.properties).filter(([name]) => !ignored.includes(name)),
  );
  const read = schema.safeParse(kept);
  if (read.success) return read.data;
  throw new Unsupported(
    `The local cloud cannot run ${resource.logicalId} (${resource.type}) of ${resource.stack}: ${z.prettifyError(read.error)}`,
  );
}
