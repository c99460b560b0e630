import { audiencePlatformContract } from "../../../contracts/audience-platform.contract.ts";
import { googleAds } from "./google-ads-under-test.ts";

audiencePlatformContract(googleAds);
