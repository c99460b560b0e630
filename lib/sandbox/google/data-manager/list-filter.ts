import type { UserList } from "../user-list.ts";
import { refuseViolations, violation } from "./data-manager-refusal.ts";

const CONDITION =
  /^(id|display_name|displayName|integration_code|integrationCode)\s*(=|!=)\s*(?:"((?:[^"\\]|\\.)*)"|(\d+))$/;

function fieldOf(list: UserList, field: string): string {
  if (field === "id") return list.about.id;
  return field.startsWith("display") ? list.about.name : list.about.integrationCode;
}

/**
 * Lists that pass an AIP-160 filter. Of what Google supports the sandbox knows `=` and `!=` on id,
 * display name and integration code, joined by AND; it refuses the rest.
 */
export function filterLists(lists: readonly UserList[], filter: string): UserList[] {
  if (filter.trim() === "") return [...lists];
  const conditions = filter.split(/\s+AND\s+(?=[a-zA-Z_]+\s*!?=)/).map((text) => {
    const match = CONDITION.exec(text.trim());
    if (match === null) {
      refuseViolations([
        violation("filter", "INVALID_FILTER", "The sandbox does not know this filter."),
      ]);
    }
    const wanted = match?.[3]?.replaceAll(/\\(.)/g, "$1") ?? match?.[4] ?? "";
    return { field: match?.[1] ?? "", equal: match?.[2] === "=", wanted };
  });
  return lists.filter((list) =>
    conditions.every(({ field, equal, wanted }) => (fieldOf(list, field) === wanted) === equal),
  );
}
