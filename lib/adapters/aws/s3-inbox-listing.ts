import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import type { ListObjectVersionsCommandOutput, S3Client } from "@aws-sdk/client-s3";
import type { InboxListing } from "../../ingest/ports.ts";

/** Where a listing of versions goes on: it may break off inside a key. */
interface Markers {
  readonly KeyMarker: string | undefined;
  readonly VersionIdMarker: string | undefined;
}

const nextOf = (page: ListObjectVersionsCommandOutput): Markers | undefined =>
  page.IsTruncated === true
    ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
    : undefined;

/** The inbox bucket's objects: of each key the newest version, none of a key whose newest one is a deletion. */
export const s3InboxListing = (client: S3Client, bucket: string): InboxListing => ({
  async *newest(prefix) {
    let markers: Markers | undefined = { KeyMarker: undefined, VersionIdMarker: undefined };
    while (markers !== undefined) {
      const page: ListObjectVersionsCommandOutput = await client.send(
        new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...markers }),
      );
      for (const { Key, VersionId, IsLatest, LastModified } of page.Versions ?? []) {
        if (IsLatest !== true || Key === undefined || LastModified === undefined) continue;
        yield { key: Key, version: VersionId, receivedAt: LastModified.toISOString() };
      }
      markers = nextOf(page);
    }
  },
});
