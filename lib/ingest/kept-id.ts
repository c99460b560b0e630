import { type Expression, call, firstOf, joined, known, value } from "../sql/expression.ts";
import { withoutEmail } from "./typed-cells.ts";

/**
 * An id as the lake keeps it. Some tools make ids from addresses: one that holds an e-mail address is
 * known by its hash, which tells rows apart just as well.
 */
export const keptId = (of: Expression): Expression =>
  firstOf([{ when: known(withoutEmail(of)), gives: of }], call("sha256", joined(value("id "), of)));
