import { smallText } from "./clean-text.ts";

const shape = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** What phones answer for everybody who does not want to be tracked. */
const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * A phone's advertising id. Meta (MADID): not hashed, small letters, hyphens kept (guide, 2026-09-12), so nothing
 * is let through that has not exactly its shape. Google lists keyed by contact data take none.
 */
export function metaDeviceId(raw: string): string | undefined {
  const id = smallText(raw);
  return shape.test(id) && id !== nobody ? id : undefined;
}
