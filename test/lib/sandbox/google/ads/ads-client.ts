import grpc from "@grpc/grpc-js";
import { Customer, enums, errors, services } from "google-ads-api";
import { OfflineUserDataJobServiceClient, UserListServiceClient } from "google-ads-node";
import * as z from "zod";
import type { SandboxGoogle } from "../../../../../lib/sandbox/google/start-google.ts";
import { ACCOUNT, aGoogle, bearer, sha256 } from "../google-clients.ts";

const batchesSchema = z.array(
  z.object({
    results: z.array(z.record(z.string(), z.record(z.string(), z.unknown()))).default([]),
    error: z.looseObject({}).optional(),
  }),
);

/** The npm client, pointed at another host: services over gRPC without TLS, queries over fetch. */
export class LocalCustomer extends Customer {
  readonly #services = new Map<string, { close(): Promise<void> }>();
  readonly #google: SandboxGoogle;
  readonly #authorization: string;

  constructor(google: SandboxGoogle, authorization: string, account: string) {
    super(
      { client_id: "c", client_secret: "s", developer_token: "" },
      { customer_id: account, refresh_token: "r" },
      {
        // oxlint-disable-next-line typescript/no-misused-promises -- the library awaits the hook, its type does not say so
        onQueryStart: async ({ query, cancel }) => cancel(await this.#search(query)),
      },
    );
    this.#google = google;
    this.#authorization = authorization;
  }

  protected override get callHeaders() {
    return { ...super.callHeaders, authorization: this.#authorization };
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the signature is the library's
  protected override loadService<T>(service: string): T {
    const loaded = this.#services.get(service) ?? this.#open(service);
    this.#services.set(service, loaded);
    return loaded as T;
  }

  #open(service: string) {
    const [servicePath = "", port] = this.#google.endpoints.adsGrpc.split(":");
    const options = {
      servicePath,
      port: Number(port),
      sslCreds: grpc.credentials.createInsecure(),
      // Keeps gax from asking a metadata server for the universe.
      clientOptions: { universeDomain: "googleapis.com" },
    };
    if (service === "UserListServiceClient") return new UserListServiceClient(options);
    if (service === "OfflineUserDataJobServiceClient")
      return new OfflineUserDataJobServiceClient(options);
    throw new Error(`unknown service ${service}`);
  }

  async #search(query: string) {
    const { adsRest } = this.#google.endpoints;
    const url = `${adsRest}/v25/customers/${this.credentials.customer_id}/googleAds:searchStream`;
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: this.#authorization, "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    const [batch] = batchesSchema.parse(await response.json());
    if (!response.ok) throw Object.assign(new Error("refused"), batch?.error);
    return batch?.results ?? [];
  }

  async close(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.close()));
  }
}

const { GRANTED } = enums.ConsentStatus;
export const granted = { ad_user_data: GRANTED, ad_personalization: GRANTED };

export const user = (name: string) => ({
  user_identifiers: [{ hashed_email: sha256(`${name}@example.com`) }],
});

export const jobError = (
  name: keyof typeof errors.OfflineUserDataJobErrorEnum.OfflineUserDataJobError,
) => ({
  errors: [
    {
      error_code: {
        offline_user_data_job_error:
          errors.OfflineUserDataJobErrorEnum.OfflineUserDataJobError[name],
      },
    },
  ],
});

const rowsSchema = z.array(z.object({ offlineUserDataJob: z.looseObject({}) }));

/** The calls that the tests make, each with what Google wants unless a test says otherwise. */
function callsOf(customer: LocalCustomer) {
  const jobs = customer.offlineUserDataJobs;
  return {
    createList: async (name: string, differs: object = {}) => {
      const crm_based_user_list = {
        upload_key_type: enums.CustomerMatchUploadKeyType.CONTACT_INFO,
      };
      const list = { name, membership_life_span: 540, crm_based_user_list, ...differs };
      const { results } = await customer.userLists.create([list]);
      return results[0]?.resource_name ?? "";
    },
    createJob: async (
      user_list: string,
      differs: { consent?: object; external_id?: number } = {},
    ) => {
      const { consent = granted, external_id } = differs;
      const type = enums.OfflineUserDataJobType.CUSTOMER_MATCH_USER_LIST;
      const job = { type, external_id, customer_match_user_list_metadata: { user_list, consent } };
      const request = services.CreateOfflineUserDataJobRequest.fromObject({
        customer_id: ACCOUNT,
        job,
      });
      return (await jobs.createOfflineUserDataJob(request)).resource_name ?? "";
    },
    add: (resource_name: string, operations: object[], enable_partial_failure = false) => {
      const request = { resource_name, operations, enable_partial_failure };
      return jobs.addOfflineUserDataJobOperations(
        services.AddOfflineUserDataJobOperationsRequest.fromObject(request),
      );
    },
    run: (resource_name: string) =>
      jobs.runOfflineUserDataJob(
        services.RunOfflineUserDataJobRequest.fromObject({ resource_name }),
      ),
    statusOf: async (job: string) => {
      const select =
        "offline_user_data_job.status, offline_user_data_job.operation_metadata.match_rate_range";
      const where = `offline_user_data_job.resource_name = '${job}'`;
      const rows: unknown = await customer.query(
        `SELECT ${select} FROM offline_user_data_job WHERE ${where}`,
      );
      return rowsSchema.parse(rows)[0]?.offlineUserDataJob;
    },
  };
}

/** A sandbox, the client and its calls. */
export async function anAdsBench(options: { adsAllowlisted?: boolean } = {}) {
  const sandbox = await aGoogle(options);
  const customer = new LocalCustomer(sandbox.google, await bearer(sandbox.google), ACCOUNT);
  const calls = callsOf(customer);
  const halfAnHour = () => sandbox.clock.moveBy(1800);
  /** Runs a whole job and lets it finish. */
  const upload = async (list: string, operations: object[], consent: object = granted) => {
    const job = await calls.createJob(list, { consent });
    await calls.add(job, operations);
    await calls.run(job);
    halfAnHour();
    return job;
  };
  const close = async () => {
    await customer.close();
    await sandbox.google.close();
  };
  return { ...sandbox, ...calls, customer, halfAnHour, upload, close };
}
