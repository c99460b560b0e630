import { call, column, countDistinct, joined, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { orZero } from "./features.ts";
import type { Features } from "./features.ts";
import { referrals } from "./rows.ts";

/** Who a referral is about; of whom it does not say it is somebody of their own. No id of a member has a space. */
const whoWasBrought = call(
  "coalesce",
  column("referred_member"),
  joined(value("referral "), column("referral_id")),
);

/** How many people were brought: each once, however often they were referred. */
export const peopleBrought = (features: Features, filter: Expression | undefined): Expression =>
  orZero(features.gather(referrals, "people brought", countDistinct(whoWasBrought, filter)));
