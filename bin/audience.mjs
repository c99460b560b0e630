#!/usr/bin/env node
// Runs the command line from its TypeScript source. The AWS SDK's notice about Node 20 is for us, not for users.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
// Worker threads share the zone of the process: local functions live in UTC, as in AWS.
process.env.TZ = "UTC";
const { register } = await import("tsx/esm/api");
register();
const { main } = await import("../lib/cli/main.ts");
const code = await main(process.argv.slice(2), process.env);
// An execution that was cut off leaves the timers of its library behind, hours long: nobody waits for them.
process.stdout.write("", () => process.exit(code));
