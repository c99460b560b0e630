import { call, value } from "./expression.ts";
import type { Expression } from "./expression.ts";

/** A postal code as it is compared: in capitals, without spaces. `111 22` is 11122. */
export const tightCode = (of: Expression): Expression =>
  call("upper", call("replace", of, value(" "), value("")));
