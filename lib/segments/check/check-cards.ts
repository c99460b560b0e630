import { didYouMean } from "../../core/nearest.ts";
import type { Problem } from "../../workspace/workspace.ts";
import { errorAt } from "./material.ts";
import type { Material } from "./material.ts";

/** Cards that name a file that is not there. */
export function checkCards({ segments, folder }: Material): readonly Problem[] {
  const files = Object.keys(folder).filter((file) => file.endsWith(".md"));
  return segments.flatMap((read) => {
    const deep = read.segment.cards?.deep;
    if (deep === undefined || files.includes(deep)) return [];
    const message = `there is no file “${deep}” in the folder.${didYouMean(deep, files) || " Write it as cards/<name>.md."}`;
    return [errorAt(read, ["cards", "deep"], message)];
  });
}
