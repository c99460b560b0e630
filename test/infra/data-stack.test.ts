import { describe, expect, test } from "vitest";
import type { Loose } from "./fixtures/loose.ts";
import { statementsOf, templates, textOf } from "./fixtures/templates.ts";

const all = templates({
  context: { platformSecrets: "meta-main, google-main", secretPrefix: "shop" },
});
const buckets = all.ofType("AWS::S3::Bucket");
const tables = all.ofType("AWS::DynamoDB::Table");
const secrets = all.ofType("AWS::SecretsManager::Secret");
const isKeyArn = (value: unknown) => /Key.*Arn/.test(textOf(value));

test("there are two buckets, two tables, three keys and a secret for each platform beside the pseudonym key", () => {
  expect(buckets.map((b) => b.id.replace(/[0-9A-F]{8}$/, ""))).toEqual(["Inbox", "Lake"]);
  expect(tables).toHaveLength(2);
  expect(all.ofType("AWS::KMS::Key")).toHaveLength(3);
  expect(secrets.map((s) => s.Properties["Name"])).toEqual([
    "shop/pseudonym-key",
    "shop/meta-main",
    "shop/google-main",
  ]);
});

describe.each(buckets)("bucket $id", ({ id, Properties }) => {
  const policies = all
    .ofType("AWS::S3::BucketPolicy")
    .filter((policy) => policy.Properties["Bucket"].Ref === id)
    .flatMap((policy) => statementsOf(policy.Properties["PolicyDocument"]));

  test("is versioned, encrypted with a customer key, and never public", () => {
    expect(Properties["VersioningConfiguration"]).toEqual({ Status: "Enabled" });
    const [rule] = Properties["BucketEncryption"].ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault.SSEAlgorithm).toBe("aws:kms");
    expect(isKeyArn(rule.ServerSideEncryptionByDefault.KMSMasterKeyID)).toBe(true);
    expect(rule.BucketKeyEnabled).toBe(true);
    expect(new Set(Object.values(Properties["PublicAccessBlockConfiguration"]))).toEqual(
      new Set([true]),
    );
  });

  test("refuses whoever comes without TLS, or with an old one", () => {
    const refused = policies.filter((s) => s.effect === "Deny" && s.actions.includes("s3:*"));
    expect(refused.map((s) => s.conditions)).toEqual([
      { Bool: { "aws:SecureTransport": "false" } },
      { NumericLessThan: { "s3:TlsVersion": 1.2 } },
    ]);
    for (const { resources } of refused)
      expect(resources).toEqual([`<${id}.Arn>`, `<${id}.Arn>/*`]);
  });

  test("tells EventBridge of new objects by its own configuration", () => {
    expect(Properties["NotificationConfiguration"]).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  test("forgets older versions and what was uploaded halfway", () => {
    for (const rule of Properties["LifecycleConfiguration"].Rules) {
      expect(rule.Status).toBe("Enabled");
      expect(rule.NoncurrentVersionExpiration.NoncurrentDays).toBeGreaterThan(0);
      expect(rule.AbortIncompleteMultipartUpload.DaysAfterInitiation).toBe(1);
    }
  });
});

test("plaintext is gone after seven days, older versions included", () => {
  const rules: Loose[] = buckets[0]?.Properties["LifecycleConfiguration"].Rules;
  expect(rules.map((rule) => rule.Prefix)).toEqual(["inbox/", "quarantine/"]);
  for (const rule of rules)
    expect(rule.ExpirationInDays + rule.NoncurrentVersionExpiration.NoncurrentDays).toBe(7);
});

test("identities and ledger are refused under any key but their own, or under none", () => {
  const policy = all
    .ofType("AWS::S3::BucketPolicy")
    .flatMap((one) => statementsOf(one.Properties["PolicyDocument"]))
    .filter((s) => s.actions.includes("s3:PutObject"));
  expect(policy).toHaveLength(1);
  expect(policy[0]?.effect).toBe("Deny");
  expect(policy[0]?.resources.map((r) => r.replace(/^<.*>/, ""))).toEqual([
    "/identities/*",
    "/ledger/*",
  ]);
  // A negated comparison holds for a missing header too, so that the bucket's default key does not slip in.
  const { StringNotEquals, ...others } = policy[0]?.conditions ?? {};
  expect(others).toEqual({});
  expect(textOf(StringNotEquals["s3:x-amz-server-side-encryption-aws-kms-key-id"])).toMatch(
    /^<IdentitiesKey\w+\.Arn>$/,
  );
});

describe.each(tables)("table $id", ({ Properties }) => {
  test("is paid by request, recoverable for 35 days, encrypted with a customer key, and not deleted by accident", () => {
    expect(Properties["BillingMode"]).toBe("PAY_PER_REQUEST");
    expect(Properties["PointInTimeRecoverySpecification"]).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 35,
    });
    expect(isKeyArn(Properties["SSESpecification"].KMSMasterKeyId)).toBe(true);
    expect(Properties["DeletionProtectionEnabled"]).toBe(true);
  });
});

test("members are found by id, control records by kind and id", () => {
  const keys = tables.map((table) =>
    table.Properties["KeySchema"].map((k: Loose) => k.AttributeName),
  );
  expect(keys).toEqual([["memberId"], ["pk", "sk"]]);
});

test.each(all.ofType("AWS::KMS::Key"))("key $id rotates", ({ Properties }) => {
  expect(Properties["EnableKeyRotation"]).toBe(true);
});

test("only the pseudonym key is made up; a platform's secret is empty and says how to fill it", () => {
  const [pseudonym, ...platforms] = secrets.map((secret) => secret.Properties);
  expect(pseudonym?.["GenerateSecretString"].PasswordLength).toBe(64);
  for (const secret of platforms) {
    expect(secret).not.toHaveProperty("GenerateSecretString");
    expect(secret).not.toHaveProperty("SecretString");
    expect(secret["Description"]).toContain(`put-secret-value --secret-id ${secret["Name"]}`);
  }
  for (const { Properties } of secrets) expect(isKeyArn(Properties["KmsKeyId"])).toBe(true);
});

test("whatever holds data outlives its stack", () => {
  const kept = Object.values(all.data.Resources).filter((r) => r.Type !== "AWS::S3::BucketPolicy");
  for (const { DeletionPolicy, UpdateReplacePolicy } of kept)
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(["Retain", "Retain"]);
});

test("secrets are called by the stack unless told, so that two stacks fit into one account", () => {
  const names = templates({ context: { stack: "shop-two", platformSecrets: ["meta"] } })
    .ofType("AWS::SecretsManager::Secret")
    .map(({ Properties }) => Properties["Name"]);
  expect(names).toEqual(["shop-two/pseudonym-key", "shop-two/meta"]);
});
