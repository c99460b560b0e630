import {
  createBucket,
  deleteObjects,
  getBucketLocation,
  headBucket,
  listBuckets,
} from "./bucket-operations.ts";
import { completeMultipartUpload } from "./complete-upload.ts";
import { copyObject } from "./copy-operations.ts";
import { listObjects, listObjectsV2, listObjectVersions } from "./list-operations.ts";
import {
  abortMultipartUpload,
  createMultipartUpload,
  listParts,
  uploadPart,
  uploadPartCopy,
} from "./multipart-operations.ts";
import {
  deleteObject,
  getObject,
  getObjectTagging,
  headObject,
  putObject,
} from "./object-operations.ts";
import type { BucketCall, Reply, ServiceCall } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";

type Operation<Call> = readonly [
  /** `METHOD what`, and what marks it out: query parameters (`?name`) or a header (`+name`). */
  request: string,
  run: (call: Call) => Reply | Promise<Reply>,
  /** Query parameters that it understands besides those that mark it out. */
  ...takes: readonly string[],
];

const listing = ["prefix", "delimiter", "max-keys", "encoding-type"];

/** What needs no bucket. */
const serviceOperations: readonly Operation<ServiceCall>[] = [
  ["GET service", listBuckets],
  ["PUT bucket", createBucket],
];

/** Of the operations that fit a request the first one is meant. */
const bucketOperations: readonly Operation<BucketCall>[] = [
  ["HEAD bucket", headBucket],
  ["GET bucket ?location", getBucketLocation],
  ["GET bucket ?versions", listObjectVersions, ...listing, "key-marker", "version-id-marker"],
  [
    "GET bucket ?list-type",
    listObjectsV2,
    ...listing,
    "continuation-token",
    "start-after",
    "fetch-owner",
  ],
  ["GET bucket", listObjects, ...listing, "marker"],
  ["POST bucket ?delete", deleteObjects],
  ["PUT object ?partNumber ?uploadId +x-amz-copy-source", uploadPartCopy],
  ["PUT object ?partNumber ?uploadId", uploadPart],
  ["PUT object +x-amz-copy-source", copyObject],
  ["PUT object", putObject],
  ["POST object ?uploads", createMultipartUpload],
  ["POST object ?uploadId", completeMultipartUpload],
  ["GET object ?uploadId", listParts, "max-parts", "part-number-marker"],
  ["GET object ?tagging", getObjectTagging, "versionId"],
  ["GET object", getObject, "versionId"],
  ["HEAD object", headObject, "versionId"],
  ["DELETE object ?uploadId", abortMultipartUpload],
  ["DELETE object", deleteObject, "versionId"],
];

/** Who asks and with what signature (nobody is turned away), and the SDK's name for the call. */
const PASSED_OVER =
  /^(x-id|x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256|user-agent))$/i;

/** Headers of Amazon's that are understood, or that change nothing here. */
const HEADERS =
  /^x-amz-(meta-.+|checksum-.+|copy-source(-range|-if-.+)?|content-sha256|date|decoded-content-length|expected-bucket-owner|metadata-directive|mp-object-size|sdk-checksum-algorithm|security-token|server-side-encryption(-aws-kms-key-id|-bucket-key-enabled)?|source-expected-bucket-owner|storage-class|tagging|tagging-directive|te|trailer|user-agent)$/;

/** Does what a request asks. Throws NotImplemented, naming the method, the parameter or the header, if nothing here can. */
export async function runOperation(call: ServiceCall): Promise<Reply> {
  const service = findOperation(serviceOperations, call);
  if (service !== undefined) return service(call);
  const bucket = call.context.buckets.get(call.bucketName);
  if (bucket === undefined && call.bucketName !== "")
    throw new S3Fault(faults.noSuchBucket, "The specified bucket does not exist");
  const run = findOperation(bucketOperations, call);
  if (run === undefined || bucket === undefined) throw notBuilt(whatOf(call));
  return run({ ...call, bucket });
}

/** `GET object`, as the tables above begin. */
const whatOf = (call: ServiceCall) => `${call.request.method} ${targetOf(call)}`;

const targetOf = ({ bucketName, key }: ServiceCall) => {
  if (bucketName === "") return "service";
  return key === "" ? "bucket" : "object";
};

const notBuilt = (what: string) =>
  new S3Fault(faults.notImplemented, `The local S3 does not do this: ${what}.`);

function findOperation<Call>(operations: readonly Operation<Call>[], call: ServiceCall) {
  for (const [request, run, ...takes] of operations) {
    const [method, target, ...marks] = request.split(" ");
    const marked = marks.every((mark) =>
      mark.startsWith("+") ? mark.slice(1) in call.request.headers : call.query.has(mark.slice(1)),
    );
    if (`${method} ${target}` !== whatOf(call) || !marked) continue;
    refuseUnknown(call, new Set([...takes, ...marks.map((mark) => mark.slice(1))]));
    return run;
  }
  return undefined;
}

/** What is not understood is refused: passed over in silence it would look done. */
function refuseUnknown(call: ServiceCall, known: ReadonlySet<string>): void {
  for (const name of call.query.keys())
    if (!known.has(name) && !PASSED_OVER.test(name)) throw notBuilt(`${whatOf(call)} ?${name}`);
  for (const name of Object.keys(call.request.headers))
    if ((name.startsWith("x-amz-") && !HEADERS.test(name)) || name === "if-range")
      throw notBuilt(`${whatOf(call)} +${name}`);
}
