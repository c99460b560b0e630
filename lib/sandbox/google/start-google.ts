/**
 * A stand-in for Google's Customer Match: the OAuth token endpoint, the Data Manager API (gRPC and
 * REST) and the Google Ads API v25 (gRPC, and REST for queries), over one store of user lists. It
 * refuses what Google refuses, in Google's error shapes, and judges by what arrives alone.
 *
 * Made up, because Google publishes nothing or a range; all of it repeats from run to run:
 * - A Data Manager request takes effect 30 minutes after it was accepted, an Ads job 30 minutes
 *   after it was run (a minute PENDING first), by the sandbox's clock; a job started while another
 *   of the same list is under way overtakes it.
 * - A member has a Google account when its first hash is low (six in ten). Sizes are known a day
 *   after a list was made and have two significant digits; search shows nine in ten of the matched,
 *   Gmail eight in ten. A list is eligible from 100 matched members on.
 * - Everybody counts as living where consent is needed: without both consents a member is not added.
 * - The hash of the empty text is refused, as are capital hex digits and postal codes that cannot
 *   be one. Postal and region codes are compared without regard to letter case.
 * - Access tokens do not expire on their own (a planned fault makes one expired); signatures of
 *   assertions are not checked. Quota windows are whole minutes and days in UTC. Of the Ads API no
 *   daily quota is kept. Names of quotas other than IngestionMutate are guesses.
 * - At most 30 violations are listed in an error. The gRPC status of a refusal whose page names
 *   only the reason is INVALID_ARGUMENT, or FAILED_PRECONDITION for terms and declarations.
 * - A cut connection on gRPC is UNAVAILABLE. The fault `partial` fails every tenth record, the
 *   first included. `too-small` means nothing here; `not-allowlisted` means nothing to Data Manager.
 * - Ads calls that overlap on one list within a few milliseconds get CONCURRENT_MODIFICATION.
 * Left out, and refused by name: encrypted identifiers, accounts other than Google Ads, lists and
 * jobs of other kinds than contact info, events.
 */
import type { Faults } from "../faults.ts";
import type { SandboxClock } from "../sandbox-clock.ts";
import { adsGrpc, adsRest } from "./ads/ads-services.ts";
import { dataManagerGrpc, dataManagerRest } from "./data-manager/data-manager-services.ts";
import { googleWorld } from "./google-world.ts";
import type { GoogleWorld } from "./google-world.ts";
import { serveGrpc } from "./grpc-server.ts";
import { serveHttp } from "./http-server.ts";
import type { Address, Consent } from "./member.ts";
import { answerToken } from "./token-server.ts";

/** The refresh token that is accepted unless another is given. */
export const SANDBOX_REFRESH_TOKEN = "sandbox-refresh-token";

export interface StartGoogleOptions {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly refreshToken?: string | undefined;
  /** Whether the project used Customer Match through the Ads API before 2026-04-01. */
  readonly adsAllowlisted?: boolean | undefined;
}

/** A member as the dump shows it: hashes in hex, enum names as text. */
interface DumpedMember {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** The first one, should more have been sent. */
  readonly address: Address | null;
  readonly consent: Consent;
}

export interface GoogleDump {
  readonly lists: readonly {
    readonly id: string;
    readonly name: string;
    readonly account: string;
    readonly members: readonly DumpedMember[];
  }[];
  /** Calls that moved members, in order; refused ones are not among them. */
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly rows: number;
  }[];
}

export interface SandboxGoogle {
  readonly endpoints: {
    /** host:port without TLS. */
    readonly adsGrpc: string;
    readonly dataManager: string;
    /** http://host:port, to be followed by `/v25/…` and `/v1/…`. */
    readonly adsRest: string;
    readonly dataManagerRest: string;
    readonly token: string;
  };
  /** What is in force now: changes that are not processed yet are not in it. */
  dump(): GoogleDump;
  /** The whole state as plain JSON. */
  snapshot(): unknown;
  restore(snapshot: unknown): void;
  close(): Promise<void>;
}

function dump(world: GoogleWorld): GoogleDump {
  world.settle();
  const now = world.clock.now();
  return {
    lists: [...world.lists.values()].map((list) => ({
      id: list.about.id,
      name: list.about.name,
      account: list.about.account,
      members: list.members(now).map(({ emails, phones, addresses, consent }) => ({
        emails: [...emails],
        phones: [...phones],
        address: addresses[0] ?? null,
        consent,
      })),
    })),
    requests: world.state.moves.map((move) => ({ ...move })),
  };
}

/** Starts it on free ports of 127.0.0.1. */
export async function startGoogle(options: StartGoogleOptions): Promise<SandboxGoogle> {
  const { clock, faults, refreshToken = SANDBOX_REFRESH_TOKEN, adsAllowlisted = true } = options;
  const world = googleWorld({ clock, faults, refreshToken, adsAllowlisted });
  const [ads, dataManager] = await Promise.all([
    serveGrpc(adsGrpc(world)),
    serveGrpc(dataManagerGrpc(world)),
  ]);
  const http = await Promise.all(
    [adsRest, dataManagerRest, answerToken].map((answer) => serveHttp(answer(world))),
  );
  const [adsHttp, dataManagerHttp, token] = http.map(({ url }) => url);
  return {
    endpoints: {
      adsGrpc: ads.address,
      adsRest: adsHttp ?? "",
      dataManager: dataManager.address,
      dataManagerRest: dataManagerHttp ?? "",
      token: `${token}/token`,
    },
    dump: () => dump(world),
    snapshot: () => {
      world.settle();
      return world.snapshot();
    },
    restore: (snapshot) => world.restore(snapshot),
    close: async () => {
      ads.close();
      dataManager.close();
      await Promise.all(http.map((server) => server.close()));
    },
  };
}
