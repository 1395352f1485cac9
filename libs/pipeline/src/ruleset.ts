import { assessorInfo } from '#libs/assessor';
import { policyHash, sha256Hex, type Policy } from '#libs/domain';

/** The rule set in force: lexicons, rules and policy by hash, engine by version. */
export const rulesetHash = (policy: Policy): string =>
  sha256Hex([assessorInfo.name, assessorInfo.version, assessorInfo.hash, policyHash(policy)].join('\n'));
