import type { ColumnValues } from "../compute/list-values.ts";
import { percent } from "./say-preview.ts";
import { aligned, count, counted } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
