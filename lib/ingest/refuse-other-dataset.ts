import type { Dataset } from "../core/dataset.ts";
import { InputProblem } from "../core/failure.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { datasetPlans } from "./dataset-plans.ts";
