import { audiencePlatformContract } from "../../../contracts/audience-platform.contract.ts";
import { meta } from "./meta-under-test.ts";

audiencePlatformContract(meta);
