/** What happens in the local cloud, for whoever watches. Names and numbers only, never a payload. */
export type CloudEvent =
  | { readonly kind: "object"; readonly bucket: string; readonly key: string }
  | { readonly kind: "delivered"; readonly from: string; readonly to: string }
  | {
      readonly kind: "undeliverable";
      readonly from: string;
      readonly to: string;
      readonly error: string;
    }
  | {
      readonly kind: "invoked";
      readonly function: string;
      readonly request: string;
      readonly milliseconds: number;
      /** The error's name, or null. */
      readonly error: string | null;
    }
  | { readonly kind: "dead-letter"; readonly queue: string; readonly message: string }
  | {
      readonly kind: "execution";
      readonly machine: string;
      readonly execution: string;
      readonly status: string;
    }
  | {
      readonly kind: "state";
      readonly execution: string;
      readonly state: string;
      readonly change: string;
    }
  | { readonly kind: "waited"; readonly seconds: number };

export type Log = (event: CloudEvent) => void;
