/**
 * S3's own numbers, so that what passes here passes there.
 * docs.aws.amazon.com/AmazonS3/latest/userguide: qfacts (multipart), object-keys, UsingMetadata;
 * API pages PutObject, DeleteObjects, ListObjectsV2. Read 2026-11.
 */
export const limits = {
  keyBytes: 1024,
  metadataBytes: 2048,
  putBytes: 5 * 1024 ** 3,
  /** Every part but the last. */
  partBytes: 5 * 1024 ** 2,
  parts: 10_000,
  deletesPerCall: 1000,
  pageSize: 1000,
  /** Ours: a CompleteMultipartUpload of 10,000 parts with checksums is about 3 MiB. */
  xmlBytes: 8 * 1024 ** 2,
  /** Ours: a line between the chunks of a streaming upload. */
  chunkLineBytes: 16 * 1024,
} as const;
