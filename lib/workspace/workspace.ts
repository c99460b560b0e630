import type { Dataset } from "../core/dataset.ts";
import type { Duration } from "../core/duration.ts";
import type { DestinationId } from "../core/ids.ts";
import type { Place } from "../core/failure.ts";

/**
 * The user's folder, read and checked: what workspace.yaml, destinations.yaml and datasets/*.yaml
 * say, with defaults filled in. Segments are read by lib/segments from the same folder.
 */

/** The folder as text: path relative to it (`segments/loyal.yaml`) → the file's text. */
export type Folder = Readonly<Record<string, string>>;

/** How far an audience may shrink or grow at once (shares, 0.3 = 30%), from how many people on. */
export interface Guard {
  readonly shrink: number;
  readonly grow: number;
  readonly minimum: number;
}

export interface WorkspaceSettings {
  readonly name: string;
  readonly languages: readonly string[];
  readonly timezone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** ISO 3166-1 alpha-2, the default region of phones and postal codes. */
  readonly country: string;
  /** `03:00`, in the time zone. */
  readonly refresh: string;
  /** Purposes that must be granted before anything is pushed. */
  readonly consent: readonly string[];
  readonly minimumAge: number;
  readonly unknownAge: "let-through" | "withhold";
  readonly guard: Guard;
  readonly freshness: Partial<Readonly<Record<Dataset, Duration>>>;
  readonly files: { readonly rejected: number; readonly rows: number };
  /** Share of everybody, 0–1. */
  readonly holdout: number;
  /** Currency → worth of one unit in the workspace's currency. */
  readonly rates: Readonly<Record<string, string>>;
  readonly lifecycle: {
    readonly loyal: { readonly orders: number; readonly within: Duration };
    readonly former: { readonly after: Duration };
  };
  /** Stages in order, each with a `who` that is read by lib/segments. */
  readonly journey: readonly { readonly stage: string; readonly who: unknown }[];
  /** The house's own idea of a good customer: weights that add up to 1. */
  readonly score: ScoreSettings | undefined;
  /** What is inherited as sensitive by every rule that uses it. */
  readonly sensitive: {
    readonly categories: readonly string[];
    readonly attributes: readonly string[];
  };
  /** By what customers are one person. */
  readonly merge: readonly ("email" | "phone")[];
}

export interface ScoreSettings {
  readonly spend: number;
  readonly orders: number;
  readonly referrals: number;
  readonly rating: number;
  readonly within: Duration;
}

export type IdentifierKind =
  | "email"
  | "phone"
  | "name"
  | "place"
  | "birth-date"
  | "gender"
  | "country"
  | "device-id"
  | "customer-id";

interface DestinationBase {
  readonly id: DestinationId;
  /** Purposes of its own; else the workspace's. */
  readonly consent: readonly string[];
  /** A `who` that its members must meet: read by lib/segments. */
  readonly only: unknown;
  readonly place: Place;
}

export interface MetaDestination extends DestinationBase {
  readonly platform: "meta";
  readonly adAccount: string;
  readonly secret: string;
  readonly identifiers: readonly IdentifierKind[];
}

export interface DataManagerDestination extends DestinationBase {
  readonly platform: "google-data-manager";
  readonly operatingAccount: string;
  readonly loginAccount: string | undefined;
  readonly secret: string;
  /** Days a member stays at the platform. */
  readonly membershipDays: number;
}

export interface GoogleAdsDestination extends DestinationBase {
  readonly platform: "google-ads";
  readonly customer: string;
  readonly loginCustomer: string | undefined;
  readonly secret: string;
  readonly membershipDays: number;
}

export type Destination = MetaDestination | DataManagerDestination | GoogleAdsDestination;

/** Where one of our columns comes from in the company's file. */
export interface ColumnSource {
  readonly from: string;
  readonly trimEnd: string | undefined;
  readonly decimal: "comma" | "point";
  /** strptime format, when not ISO. */
  readonly format: string | undefined;
  /** The column names a person by their e-mail address rather than by the customer id. */
  readonly by: "email" | undefined;
}

export interface AttributeSource extends ColumnSource {
  readonly type: "text" | "number" | "yes-no" | "date" | "list";
  readonly contact: "refused" | "allowed";
}

/** One skip rule: a row is skipped when every named column has one of the values. */
export interface SkipRule {
  readonly when: Readonly<Record<string, readonly (string | { readonly startsWith: string })[]>>;
  readonly because: string;
}

/** How a dataset's files are read. Without a datasets/*.yaml, every column is called by our own name. */
export interface DatasetMap {
  readonly dataset: Dataset;
  /** changes: rows are added to what counts. full: a file is everything there is. */
  readonly mode: "changes" | "full";
  readonly columns: Readonly<Record<string, ColumnSource>>;
  readonly attributes: Readonly<Record<string, AttributeSource>>;
  /** customers only: purpose → the column that says yes or no, and the one that says when. */
  readonly consents: Readonly<Record<string, { readonly from: string; readonly at: string }>>;
  readonly skip: readonly SkipRule[];
  /** Found by themselves where not said. */
  readonly files: {
    readonly delimiter: string | undefined;
    readonly quote: string | undefined;
    readonly encoding: string | undefined;
  };
}

export interface Workspace {
  readonly settings: WorkspaceSettings;
  readonly destinations: readonly Destination[];
  readonly datasets: Readonly<Record<Dataset, DatasetMap>>;
}

/** Something to mend in the folder. Errors stop a publication. */
export interface Problem {
  readonly severity: "error" | "warning";
  readonly place: Place;
  /** What was found and what to write instead. */
  readonly message: string;
}
