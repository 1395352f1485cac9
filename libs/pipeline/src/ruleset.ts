import { assessorInfo } from '#libs/assessor';
import type { SecondOpinion } from '#libs/assessor-llm';
import { policyHash, sha256Hex, type Policy } from '#libs/domain';

/**
 * The rule set in force: lexicons, rules and policy by hash, engine by version, and who else is asked, if anybody.
 */
export const rulesetHash = (policy: Policy, opinions?: Pick<SecondOpinion, 'hash'>): string =>
  sha256Hex(
    [
      assessorInfo.name,
      assessorInfo.version,
      assessorInfo.hash,
      policyHash(policy),
      ...(opinions ? [opinions.hash] : []),
    ].join('\n'),
  );
