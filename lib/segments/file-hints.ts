/** What an editor says of the keys of workspace.yaml. */
export const workspaceHints: Readonly<Record<string, string>> = {
  name: "The company",
  languages: "Languages of names; the first is meant where nothing else is said",
  timezone: "Where a day begins and ends, such as Europe/Helsinki",
  currency: "Three capital letters, such as EUR; orders in others need a rate",
  country:
    "Two capital letters: how phones and postal codes are read that do not say their country",
  refresh: "When the nightly run starts, in the time zone and in quotes",
  consent: "Purposes that must be granted before anything is pushed",
  "minimum-age": "Younger people are never pushed",
  "unknown-age": "What becomes of people whose age is not known",
  guard: "How far an audience may shrink or grow at once before it is held",
  freshness: "How old the newest file of a dataset may be",
  files: "When an incoming file is held: rejected rows, and rows against its last five files",
  holdout: "A standing control group: a share of everybody, kept from every audience",
  rates: "What a unit of another currency is worth in the workspace's",
  lifecycle: "What loyal and former mean here",
  journey: "Stages in order; the furthest that holds is the person's",
  score: "The company's own idea of a good customer: weights that add up to 100%",
  sensitive:
    "Categories (and all below them) and attributes that make every rule over them sensitive",
  merge: "By what customers are one person",
  keep: "How long rows are kept; older ones are deleted at night",
};

/** What an editor says of the keys of a segment. */
export const segmentHints: Readonly<Record<string, string>> = {
  name: "What these people are called, in each of the workspace's languages",
  why: "What the segment is for",
  owner: "Who answers for it",
  stakeholders: "Who else works with it",
  review: "How often somebody looks whether it still serves, and when that was last",
  strategy: "selective; concentrated: the only one with audiences; everyone: it may hold for all",
  exclude: "Members of these segments are not pushed",
  holdout: "The share of members that is never pushed, to measure against",
  exclusive: "One audience per person within the group: the best rank wins",
  value: "A value for each member, for value-based audiences",
  goals: "What it shall reach, and by when",
  cards: "What is said about it: short, deep (a file of cards/), and for some readers",
  acknowledge:
    "Why something sensitive is lawful, and who decided: it is then pushed to no ad platform",
  to: "Destinations: one audience at each",
  guard: "Where this segment's guard differs from the workspace's",
  was: "The id that it had before",
};
