const ads: ReadonlySet<string> = new Set(["meta", "google-data-manager", "google-ads"]);

/** Whether a platform shows advertisements; a file is for the company's own systems. */
export const isAdPlatform = (platform: string): boolean => ads.has(platform);
