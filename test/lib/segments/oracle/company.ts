import { Temporal } from "temporal-polyfill";

/** A company as plain objects: what the oracle looks at. Days are `2026-11-24`, times ISO in UTC, money cents. */
export interface Company {
  readonly customers: readonly Customer[];
  readonly orders: readonly OrderLine[];
  readonly events: readonly HappenedEvent[];
  readonly feedback: readonly Feedback[];
  readonly referrals: readonly Referral[];
  readonly consents: readonly Consent[];
  readonly places: readonly Place[];
}

/** Columns as in the ingest contract; attributes: club (yes-no), diet (text), likes (list), height (number), vaccinated (date). */
export interface Customer {
  readonly memberId: string;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly birth_date: string | null;
  /** f, m or unknown */
  readonly gender: string | null;
  readonly language: string | null;
  readonly interests: readonly string[] | null;
  readonly values: readonly string[] | null;
  readonly occupation: string | null;
  readonly joined_at: string | null;
  readonly has_email: boolean;
  readonly has_phone: boolean;
  readonly club: boolean | null;
  readonly diet: string | null;
  readonly likes: readonly string[] | null;
  readonly height: number | null;
  readonly vaccinated: string | null;
}

/** Attributes of order lines: campaign (text). */
export interface OrderLine {
  readonly memberId: string;
  readonly order_id: string;
  readonly ordered_at: string;
  readonly product_id: string | null;
  readonly category: string | null;
  readonly quantity: number | null;
  readonly amount_cents: number;
  readonly kind: "sale" | "return";
  readonly channel: string | null;
  readonly campaign: string | null;
}

/** Attributes of events: campaign (text), seconds (number). */
export interface HappenedEvent {
  readonly memberId: string;
  readonly event_id: string;
  readonly event: string;
  readonly occurred_at: string;
  readonly campaign: string | null;
  readonly seconds: number | null;
}

export interface Feedback {
  readonly memberId: string;
  readonly feedback_id: string;
  readonly kind: "rating" | "nps" | "review" | "complaint";
  readonly score: number | null;
  readonly product_id: string | null;
  readonly given_at: string;
}

export interface Referral {
  readonly memberId: string;
  readonly referral_id: string;
  readonly referred_member: string | null;
  readonly referred_at: string;
}

export interface Consent {
  readonly memberId: string;
  readonly purpose: string;
  readonly granted: boolean;
  readonly at: string | null;
}

export interface Place {
  readonly country: string;
  readonly postal_code: string;
  readonly place: string | null;
  readonly region: string | null;
  readonly municipality: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** From where the oracle looks: a company at a moment. */
export interface Look {
  readonly company: Company;
  /** UTC. */
  readonly now: string;
  /** D, the day of `now` in the zone. */
  readonly day: string;
  readonly zone: string;
}

/** How many people some referrals are about; of whom they do not say is somebody of their own. */
export const countBrought = (made: readonly Referral[]): number =>
  new Set(made.map((one) => one.referred_member ?? `referral ${one.referral_id}`)).size;

/** The day of a moment in the look's zone. */
export const dayOf = (at: string, { zone }: Pick<Look, "zone">): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
