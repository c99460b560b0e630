import { audiencePlatformContract } from "../../../contracts/audience-platform.contract.ts";
import { dataManager } from "./data-manager-under-test.ts";

audiencePlatformContract(dataManager);
