import type { GenerationPointer } from "../compute/contract.ts";
import { Conflict } from "../core/failure.ts";
import type { Records } from "../core/stores.ts";

const attempts = 5;

/**
 * Changes the generation pointer by compare-and-set, reading it anew when somebody else was faster.
 * Throws `Conflict` when that goes on, and whatever `change` throws.
 */
export async function movePointer(
  pointers: Records<GenerationPointer>,
  change: (pointer: GenerationPointer) => GenerationPointer,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await pointers.read("generation");
    const value = found?.value ?? { generation: 0, published: null, unfinished: [] };
    try {
      return await pointers.write("generation", change(value), found?.version ?? 0);
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}
