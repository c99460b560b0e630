import { ArnFormat, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, BillingMode, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import { Effect, PolicyStatement, StarPrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { LifecycleRule } from "aws-cdk-lib/aws-s3";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { prefixes } from "../lib/app/names.ts";
import { acknowledge } from "./constructs/acknowledge.ts";
import { PrivateBucket } from "./constructs/private-bucket.ts";
import type { Settings } from "./settings.ts";

/** Point-in-time recovery of the tables reaches as far back; older bytes are of no use to a restore. */
const RECOVERY_DAYS = 35;

/** What must survive: keys, buckets, tables, secrets. Deleting the stack deletes none of them. */
export class DataStack extends Stack {
  readonly dataKey: Key;
  /** Hashes and customer ids, in the lake's `identities/` and `ledger/`. */
  readonly identitiesKey: Key;
  readonly inbox: PrivateBucket;
  readonly lake: PrivateBucket;
  readonly members: Table;
  readonly control: Table;
  readonly pseudonymKey: CfnSecret;
  /**
   * By name, with AWS's six random letters left open: a reference would be an export, and an export
   * that is in use cannot go when its destination goes.
   */
  readonly platformSecretArns: readonly string[];

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, { ...props, terminationProtection: true });
    const { settings } = props;
    this.dataKey = this.#key("DataKey", "Audience Sync: datasets, generations, tables, secrets");
    this.identitiesKey = this.#key(
      "IdentitiesKey",
      "Audience Sync: identities and ledger (hashed contact data). Few roles may decrypt",
    );
    this.inbox = this.#inbox();
    this.lake = this.#lake();
    this.members = this.#table("Members", { partitionKey: "memberId" });
    this.control = this.#table("Control", { partitionKey: "pk", sortKey: "sk" });
    this.pseudonymKey = this.#pseudonymKey(settings.secretPrefix);
    this.platformSecretArns = settings.platformSecrets.map((name) =>
      this.#platformSecret(`${settings.secretPrefix}/${name}`),
    );
  }

  #key(id: string, description: string): Key {
    return new Key(this, id, {
      description,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #inbox(): PrivateBucket {
    return new PrivateBucket(this, "Inbox", {
      key: this.dataKey,
      lifecycleRules: [prefixes.inbox, prefixes.quarantine].map(goneAfterSevenDays),
    });
  }

  #lake(): PrivateBucket {
    const lake = new PrivateBucket(this, "Lake", {
      key: this.dataKey,
      lifecycleRules: [
        {
          id: "older-versions-gone",
          noncurrentVersionExpiration: Duration.days(RECOVERY_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    // One bucket, two keys: what is written here without naming the identities key is refused,
    // also when no key is named at all (a missing header does not equal it either).
    lake.addToResourcePolicy(
      new PolicyStatement({
        sid: "IdentitiesUnderTheirOwnKey",
        effect: Effect.DENY,
        principals: [new StarPrincipal()],
        actions: ["s3:PutObject"],
        resources: [prefixes.identities, prefixes.ledger].map((p) => lake.arnForObjects(`${p}*`)),
        conditions: {
          StringNotEquals: {
            "s3:x-amz-server-side-encryption-aws-kms-key-id": this.identitiesKey.keyArn,
          },
        },
      }),
    );
    return lake;
  }

  #table(id: string, keys: { partitionKey: string; sortKey?: string }): Table {
    return new Table(this, id, {
      partitionKey: { name: keys.partitionKey, type: AttributeType.STRING },
      ...(keys.sortKey === undefined
        ? {}
        : { sortKey: { name: keys.sortKey, type: AttributeType.STRING } }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.dataKey,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Made once, never rotated: a new key would turn every customer into another member. */
  #pseudonymKey(prefix: string): CfnSecret {
    const secret = new CfnSecret(this, "PseudonymKey", {
      name: `${prefix}/pseudonym-key`,
      description:
        "Audience Sync: turns customer ids into member ids. Without it they cannot be matched again",
      kmsKeyId: this.dataKey.keyArn,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledge(secret, {
      "AwsSolutions::AwsSolutions-SMG4":
        "Rotating the pseudonym key would give every customer a new member id and empty every audience. It is replaced on purpose only, by re-ingesting.",
    });
    return secret;
  }

  /** Empty until somebody fills it; the push says so by name. Gives its ARN. */
  #platformSecret(name: string): string {
    const secret = new CfnSecret(this, `PlatformSecret-${name.replaceAll(/[^\w-]/g, "-")}`, {
      name,
      description: `Audience Sync: token of an ad account. Fill: aws secretsmanager put-secret-value --secret-id ${name} --secret-string file://token.json`,
      kmsKeyId: this.dataKey.keyArn,
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledge(secret, {
      "AwsSolutions::AwsSolutions-SMG4":
        "The ad platform issues the token to a person who logs in; no function can rotate it.",
    });
    return this.formatArn({
      service: "secretsmanager",
      resource: "secret",
      resourceName: `${name}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}

/**
 * The inbox is the one place of plaintext. Six days as the newest version and one as an older one:
 * on the seventh day nothing is left, whether a file was kept, overwritten or deleted.
 */
function goneAfterSevenDays(prefix: string): LifecycleRule {
  return {
    id: `${prefix.replace("/", "")}-gone-after-7-days`,
    prefix,
    expiration: Duration.days(6),
    noncurrentVersionExpiration: Duration.days(1),
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  };
}
