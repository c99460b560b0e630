import { removeObject } from "./object-operations.ts";
import { limits } from "./limits.ts";
import { receiveText } from "./receive-body.ts";
import { type BucketCall, regionOf, type Reply, type ServiceCall } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import { readXml, textOf, writeXml, type XmlElement } from "./xml.ts";

export function listBuckets({ context }: ServiceCall): Reply {
  const names = [...context.buckets.keys()].toSorted();
  return {
    xml: writeXml("ListAllMyBucketsResult", {
      Owner: { ID: "local", DisplayName: "local" },
      Buckets: {
        Bucket: names.map((name) => ({
          Name: name,
          CreationDate: context.buckets.get(name)?.settings.createdAt,
        })),
      },
    }),
  };
}

/** A bucket made by a call keeps no versions and tells of nothing; the template's buckets are made by the stack. */
export async function createBucket(call: ServiceCall): Promise<Reply> {
  const body = await receiveText(call);
  if (body !== "") readXml(body, "CreateBucketConfiguration");
  if (call.context.buckets.has(call.bucketName))
    throw new S3Fault(faults.bucketExists, "The bucket is there already, and you own it.");
  call.context.createBucket(call.bucketName, { versioned: false, eventBridge: false });
  return { headers: { location: `/${call.bucketName}` } };
}

export const headBucket = ({ request }: BucketCall): Reply => ({
  headers: { "x-amz-bucket-region": regionOf(request) },
});

/** us-east-1 has no name here, for reasons of age. */
export function getBucketLocation({ request }: BucketCall): Reply {
  const region = regionOf(request);
  const xml = writeXml("LocationConstraint", {});
  return {
    xml: region === "us-east-1" ? xml : xml.replace("></", `>${region}</`),
  };
}

/** Every key has its own outcome; a key that is not there counts as deleted. */
export async function deleteObjects(call: BucketCall): Promise<Reply> {
  const asked = readXml(await receiveText(call), "Delete");
  const objects = asked.children.filter(({ name }) => name === "Object");
  if (objects.length === 0 || objects.length > limits.deletesPerCall)
    throw new S3Fault(faults.malformedXml, "A Delete lists 1 to 1000 objects.");
  const keys = objects.map(readDeletion);
  const deleted = keys.map(({ key, versionId }) => {
    const { versionId: gone, marker } = removeObject(call, key, versionId);
    return {
      Key: key,
      VersionId: versionId,
      DeleteMarker: marker ? true : undefined,
      DeleteMarkerVersionId: marker ? gone : undefined,
    };
  });
  const quiet = textOf(asked, "Quiet") === "true";
  return { xml: writeXml("DeleteResult", { Deleted: quiet ? undefined : deleted }) };
}

/** Throws MalformedXML without a key, and NotImplemented for a condition: it must not be passed over. */
function readDeletion(object: XmlElement): { key: string; versionId: string | undefined } {
  const unknown = object.children.find(({ name }) => name !== "Key" && name !== "VersionId");
  if (unknown !== undefined)
    throw new S3Fault(faults.notImplemented, `DeleteObjects with ${unknown.name} is not built.`);
  const key = textOf(object, "Key");
  if (key === undefined) throw new S3Fault(faults.malformedXml, "A Delete's object has no key.");
  return { key, versionId: textOf(object, "VersionId") };
}
