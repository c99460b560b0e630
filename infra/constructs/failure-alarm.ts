import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";

export interface FailureAlarmProps {
  readonly metric: IMetric;
  /** What happened, as a sentence. */
  readonly what: string;
  /** What it means for customers and marketers, and how long one may wait, as sentences. */
  readonly impact: string;
  readonly action: IAlarmAction;
  /** Rings at this value and above; 1 unless told. */
  readonly threshold?: number;
}

/** Rings when something went wrong, and says what that means. */
export class FailureAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: FailureAlarmProps) {
    super(scope, id, {
      metric: props.metric,
      threshold: props.threshold ?? 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: describe(props),
    });
    this.addAlarmAction(props.action);
  }
}

export interface SilenceAlarmProps extends Omit<FailureAlarmProps, "threshold"> {
  /** How many periods of the metric in a row may pass without a sign of life. */
  readonly periods: number;
}

/** Rings when something good has not happened for too long; no data is bad news too. */
export class SilenceAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: SilenceAlarmProps) {
    super(scope, id, {
      metric: props.metric,
      threshold: 1,
      evaluationPeriods: props.periods,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: describe(props),
    });
    this.addAlarmAction(props.action);
  }
}

const describe = ({ what, impact }: { what: string; impact: string }) =>
  `${what} Impact: ${impact}`;
